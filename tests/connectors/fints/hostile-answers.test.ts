import { fints } from '@raccord/connector-fints'
import { type BankHttp, type ConnectorState, Secret } from '@raccord/connector-kit'
import { bankFailures } from '@raccord/contract'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { beginInput, startTestBank, type TestBench } from '../bench.ts'
import { code, customer } from './fints-bench.ts'

let bench: TestBench
beforeAll(async () => {
  bench = await startTestBank()
})
afterAll(() => bench.close())

/** What is done to one answer of a bank, within its base64. */
type Change = (message: string, place: number) => string

const syntax = ["'", '+', ':', '?', '@', '@9@', '@999999@', '\u0000', 'ÿ', 'HITAN:9:7:5+4++x+y', 'HIRMS:9:2:3+9999::x']
const changes: readonly Change[] = [
  (message, place) => message.slice(0, place % message.length),
  (message, place) => {
    const at = place % message.length
    return message.slice(0, at) + syntax[place % syntax.length] + message.slice(at)
  },
  (message, place) => {
    const at = place % message.length
    return message.slice(0, at) + message.slice(at + (place % 40))
  },
  // A whole segment is gone, or comes twice; lengths are put right, so that the rest is believed.
  (message, place) => fitted(segments(message).filter((_, at, all) => at !== place % all.length)),
  (message, place) =>
    fitted(segments(message).flatMap((one, at, all) => (at === place % all.length ? [one, one] : [one]))),
  // Numbers are others than were asked for.
  (message, place) =>
    fitted(
      segments(message).map((one) =>
        one.replace(/\d+/g, (digits) => (Number(digits) % 7 === place % 7 ? String(place) : digits)),
      ),
    ),
  (message) => fitted(segments(message).map((one) => one.replace(/\+[^+']+/g, '+'))),
]

/** Segments of an answer, taken out of its envelope. */
function segments(message: string): string[] {
  const from = message.indexOf('HIRMG:')
  const to = message.lastIndexOf("'HNSHA:")
  const inner = from < 0 ? '' : message.slice(from, to < 0 ? message.lastIndexOf('HNHBS:') - 1 : to)
  return inner === ''
    ? []
    : inner.split(/(?<=(?<!\?)')(?=[A-Z]{5,6}:)/).map((one) => (one.endsWith("'") ? one : `${one}'`))
}

let envelope = { dialog: '1', number: '1' }
function fitted(inner: readonly string[]): string {
  const { dialog, number } = envelope
  const body = `${inner.join('')}HNHBS:99:1+${number}'`
  const head = (length: number) =>
    `HNHBK:1:3+${String(length).padStart(12, '0')}+300+${dialog}+${number}+${dialog}:${number}'`
  return `${head(head(0).length + body.length)}${body}`
}

function tampered(http: BankHttp, strike: number, change: Change, place: number): BankHttp {
  let count = 0
  return {
    send: async (request) => {
      const answer = await http.send(request)
      if (answer.kind !== 'answer' || count++ !== strike) return answer
      const message = Buffer.from(answer.body, 'base64').toString('latin1')
      const [, dialog = '0', number = '1'] = /^HNHBK:1:3\+\d{12}\+300\+([^+]*)\+(\d+)/.exec(message) ?? []
      envelope = { dialog, number }
      return { ...answer, body: Buffer.from(change(message, place), 'latin1').toString('base64') }
    },
  }
}

it('whatever a bank says at any step, a value is the answer; no PIN goes out twice after a refusal', async () => {
  let run = 0
  await fc.assert(
    fc.asyncProperty(
      fc.nat({ max: 9 }),
      fc.constantFrom(...changes),
      fc.nat({ max: 20_000 }),
      async (strike, change, place) => {
        run += 1
        const person = customer(bench, `success+photo_tan@h${run}`)
        const bank = { ...person.bank, http: tampered(person.bank.http, strike, change, place) }
        const input = beginInput('EMBEDDED', person.typed)
        let outcome = await fints.begin(bank, input)
        if (outcome.kind === 'challenge') {
          const answer = outcome.challenge.kind === 'choice' ? { kind: 'choice' as const, id: '902' } : code('7654321')
          outcome = await fints.resume(bank, stored(outcome.state), answer)
        }
        expect(['done', 'failed', 'challenge', 'wait']).toContain(outcome.kind)
        const told = JSON.stringify({ ...outcome, state: undefined })
        expect(told).not.toContain(person.typed['password'])
        if (outcome.kind === 'failed') expect(bankFailures).toContain(outcome.reason)
        if (outcome.kind !== 'done') return
        const listed = await fints.accounts(bank, stored(outcome.state))
        if (listed.kind === 'failed') return
        for (const account of listed.accounts.slice(0, 1)) {
          for await (const page of fints.transactions(bank, stored(listed.state), account, {})) {
            if (page.kind === 'failed') expect(bankFailures).toContain(page.reason)
          }
        }
      },
    ),
    { numRuns: 150 },
  )
})

const stored = (state: ConnectorState): ConnectorState => JSON.parse(JSON.stringify(state))

it('a state that is not of this protocol is a failure, whatever it holds', async () => {
  const person = customer(bench, 'dev')
  await fc.assert(
    fc.asyncProperty(fc.dictionary(fc.string(), fc.jsonValue()), async (state) => {
      const outcome = await fints.resume(person.bank, state as ConnectorState, {
        kind: 'secret',
        value: new Secret('1'),
      })
      expect(outcome).toMatchObject({ kind: 'failed', reason: 'bank_answer_invalid' })
    }),
    { numRuns: 100 },
  )
  expect(person.sent).toEqual([])
})
