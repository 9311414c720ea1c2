import { fints } from '@raccord/connector-fints'
import type { BankHttp } from '@raccord/connector-kit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectKind, startTestBank, type TestBench } from '../bench.ts'
import { code, customer, ordersOf } from './fints-bench.ts'

let bench: TestBench
beforeAll(async () => {
  bench = await startTestBank()
})
afterAll(() => bench.close())

/** Our bank as another one: `say` may change its answer to a message, or answer itself. */
function otherBank(http: BankHttp, say: (sent: string, answered: string) => string): BankHttp {
  return {
    send: async (request) => {
      const sent = Buffer.from(request.body ?? '', 'base64').toString('latin1')
      const answer = await http.send(request)
      if (answer.kind !== 'answer') return answer
      const said = say(sent, Buffer.from(answer.body, 'base64').toString('latin1'))
      return { ...answer, body: Buffer.from(said, 'latin1').toString('base64') }
    },
  }
}

/** A refusal before there is a dialog, without an envelope. */
function refusal(codes: string): string {
  const body = `HIRMG:2:2+9050::x+9800::x'HIRMS:3:2:3+${codes}'HNHBS:4:1+1'`
  const head = (length: number) => `HNHBK:1:3+${String(length).padStart(12, '0')}+300+0+1+0:1'`
  return `${head(head(0).length + body.length)}${body}`
}

function at(login: string, say: (sent: string, answered: string) => string) {
  const person = customer(bench, login)
  const other = { ...person.bank, http: otherBank(person.bank.http, say) }
  return { person, bank: other, begin: (former?: object) => customerBegin(person, other, former) }
}

const customerBegin = async (person: ReturnType<typeof customer>, bank: typeof person.bank, former?: object) => {
  const input = {
    mode: 'EMBEDDED' as const,
    accountTypes: ['CHECKINGS' as const],
    recurring: true,
    validUntil: '2027-01-01',
    frequencyPerDay: 4,
    credentials: bank.credentials ?? {},
    redirect: { uri: 'http://127.0.0.1:4400/bank/callback/110', state: 'x' },
    ...(former ? { former: JSON.parse(JSON.stringify(former)) } : {}),
  }
  return fints.begin(bank, input)
}

describe('at other banks', () => {
  it('one that wants to be asked about the app only when the person says so', async () => {
    const { bank, begin, person } = at('push@manual', (_sent, answered) =>
      answered.replace(':60:1:1:J:J', ':60:1:1:J:N'),
    )
    const begun = Date.now()
    const asked = expectKind(await begin(), 'challenge')
    expect(asked.challenge).toMatchObject({
      kind: 'choice',
      options: [{ id: 'approved' }],
      message: expect.stringContaining('/app/'),
    })
    const before = person.sent.length
    const tooEarly = { ...bank, now: () => new Date(begun) }
    expectKind(await fints.resume(tooEarly, asked.state, { kind: 'poll' }), 'challenge')
    expect(person.sent).toHaveLength(before)
    const message = 'message' in asked.challenge ? (asked.challenge.message ?? '') : ''
    const address = /http:\S+\/app\/[0-9a-f-]+/.exec(message)?.[0] ?? ''
    await fetch(address, { method: 'POST', body: new URLSearchParams({ decision: 'approve' }) })
    const later = { ...bank, now: () => new Date(Date.now() + 10_000) }
    expectKind(await fints.resume(later, asked.state, { kind: 'choice', id: 'approved' }), 'done')
  })

  it('one that takes no sign-in by PIN alone: the method is chosen among all, and its device asked for with it', async () => {
    const { bank, begin, person } = at('photo_tan@twostep', (sent, answered) =>
      sent.includes('HKSYN') && sent.includes('+999+') ? refusal('9380::x') : answered,
    )
    const choice = expectKind(await begin(), 'challenge')
    if (choice.challenge.kind !== 'choice') throw new Error(choice.challenge.kind)
    expect(choice.challenge.options.length).toBeGreaterThan(5)
    const asked = expectKind(await fints.resume(bank, choice.state, { kind: 'choice', id: '902' }), 'challenge')
    expect(person.sent.map(ordersOf)).toContainEqual(['HKIDN', 'HKVVB', 'HKTAN', 'HKSYN'])
    expectKind(await fints.resume(bank, asked.state, code('7654321')), 'done')
  })

  it('one that says the person is somebody else from now on: the next dialog has that name', async () => {
    // As long as what it takes the place of, so that all lengths stay right.
    const { begin, person } = at('success@renamed', (sent, answered) =>
      sent.includes('HKSYN') ? answered.replace('+0901::PIN is right.', '+3072:::othername+20') : answered,
    )
    // Our bank does not know that name: what counts is that it was used.
    expect(expectKind(await begin(), 'failed').reason).toBe('wrong_credentials')
    expect(person.sent.at(-1)).toContain('280:99904120:othername:S')
  })

  it('one that no longer allows the method: chosen anew among those that it names', async () => {
    const done = expectKind(await at('choice@gone', (_sent, answered) => answered).begin(), 'challenge')
    const first = at('choice@gone', (_sent, answered) => answered)
    const asked = expectKind(await fints.resume(first.bank, done.state, { kind: 'choice', id: '902' }), 'challenge')
    const { state } = expectKind(await fints.resume(first.bank, asked.state, code('123456')), 'done')
    let told = false
    const later = at('choice@gone', (sent, answered) => {
      if (told || !sent.includes('PIN:2+902')) return answered
      told = true
      return refusal('3920:::940:942+9957::x')
    })
    const choice = expectKind(await later.begin(state), 'challenge')
    if (choice.challenge.kind !== 'choice') throw new Error(choice.challenge.kind)
    expect(choice.challenge.options.map(({ id }) => id)).toEqual(['940', '942'])
  })

  it('one that is closed, or does not answer: nothing is sent again', async () => {
    const closed = at('dev', () => refusal('9311::x'))
    expect(expectKind(await closed.begin(), 'failed')).toMatchObject({ reason: 'bank_unavailable', bankCode: '9311' })
    expect(closed.person.sent.map(ordersOf)).toEqual([['HKIDN', 'HKVVB', 'HKTAN']])
    const person = customer(bench, 'dev')
    let count = 0
    const silent = {
      ...person.bank,
      http: {
        send: async (request: Parameters<BankHttp['send']>[0]) => {
          count += 1
          if (count < 3) return person.bank.http.send(request)
          return { kind: 'fault', fault: 'timeout', detail: 'no answer' } as const
        },
      },
    }
    const failed = expectKind(await customerBegin(person, silent), 'failed')
    expect(failed).toMatchObject({ reason: 'bank_unavailable', mayHaveCounted: true })
    expect(count).toBe(3)
  })
})
