import {
  type BankContext,
  type BankHttp,
  type BankResponse,
  type ConnectorState,
  type Outcome,
  Secret,
} from '@raccord/connector-kit'
import { woob } from '@raccord/connector-woob'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { describeWithPython } from '../../support/python.ts'
import { startWoob, type WoobBench } from './woob-bench.ts'

describeWithPython('banks that woob reads', () => {
  let bench: WoobBench
  beforeAll(async () => {
    bench = await startWoob()
  })
  afterAll(() => bench.close())

  let visitor = 0

  async function collected<T>(all: AsyncIterable<T>): Promise<T[]> {
    const found: T[] = []
    for await (const one of all) found.push(one)
    return found
  }
  const someone = (customer: string) => `${customer}@w${visitor++}`
  const secret = (value: string) => ({ kind: 'secret', value: new Secret(value) }) as const

  async function begun(login: string): Promise<{ bank: BankContext; outcome: Outcome }> {
    const bank = bench.context(login)
    return { bank, outcome: await woob.begin(bank, bench.begin(login)) }
  }

  /** The bank's channel, with what a line says replaced on its way. */
  function saying(bank: BankContext, more: { readonly [name: string]: number }): BankContext {
    const http: BankHttp = {
      send: (request) =>
        bank.http.send({ ...request, body: JSON.stringify({ ...JSON.parse(request.body ?? ''), ...more }) }),
    }
    return { ...bank, http }
  }

  /** No place was free for a program: none was started. */
  function crowded(bank: BankContext): BankContext {
    const fault: BankResponse = { kind: 'fault', fault: 'crowded', detail: 'too many programs' }
    return { ...bank, http: { send: () => Promise.resolve(fault) } }
  }

  async function granted(login: string): Promise<{ bank: BankContext; state: ConnectorState }> {
    const { bank, outcome } = await begun(login)
    if (outcome.kind !== 'done') throw new Error(`not granted: ${outcome.kind}`)
    return { bank, state: outcome.state }
  }

  describe('what is read', () => {
    it('has accounts of every kind, amounts to the cent, facts of a loan', async () => {
      const { bank, state } = await granted(someone('dev'))
      const answer = await woob.accounts(bank, state)
      if (answer.kind !== 'accounts') throw new Error(answer.detail)
      const [current, livret, loan, insurance, shares] = answer.accounts
      expect(current).toMatchObject({
        ...{ type: 'CHECKINGS', iban: 'FR7630006000011234567890189', currency: 'EUR', usage: 'PERSONAL' },
        balances: [
          { type: 'closingBooked', amount: { minor: 123450, currency: 'EUR' } },
          { type: 'expected', amount: { minor: 122425, currency: 'EUR' } },
        ],
      })
      // What is not loaded or not available is nothing, and no text.
      expect(livret).toMatchObject({ type: 'SAVINGS', number: 'LA 00077', currency: 'EUR', name: 'Livret A' })
      expect(livret?.iban).toBeUndefined()
      expect(loan).toMatchObject({
        type: 'LOAN',
        balances: [{ amount: { minor: -15_000_000 } }],
        details: {
          ...{ total_amount: 200_000, rate: 1.35, next_payment_amount: 812.4 },
          ...{ next_payment_date: '2026-12-05', maturity_date: '2041-03-01' },
        },
      })
      expect(insurance).toMatchObject({ type: 'SAVINGS' })
      expect(shares).toMatchObject({ type: { unsupported: 'MARKET' } })
    })

    it('goes back to the day that is wanted and asks for nothing before it', async () => {
      const login = someone('dev')
      const { bank, state } = await granted(login)
      const account = { bankId: '00012345678', resource: 'account', currency: 'EUR' } as const
      const pages = await collected(woob.transactions(bank, state, account, { from: '2026-11-01' }))
      const [page] = pages
      if (page?.kind !== 'page') throw new Error('no page')
      expect(page.from).toBe('2026-11-01')
      expect(page.transactions.map(({ status, amount, bookingDate }) => [status, amount.minor, bookingDate])).toEqual([
        ['PENDING', -1025, undefined],
        ['BOOKED', -10, '2026-11-28'],
        ['BOOKED', -20, '2026-11-21'],
        ['BOOKED', -30, '2026-11-14'],
        ['BOOKED', -40, '2026-11-07'],
      ])
      expect(page.transactions[2]).toMatchObject({
        ...{ bankId: 't1', transactionDate: '2026-11-20', remittance: ['VIR SEPA n°1 LOYER'] },
        ...{ counterpartyName: 'SCI du Port', counterpartyIban: 'FR7630004000031234567890143' },
      })
      expect(await bench.heard(login)).not.toContain('read to the end')
    })

    it('says of a history that is longer than one answer which days are whole', async () => {
      const { bank, state } = await granted(someone('long'))
      const account = { bankId: '00012345678', resource: 'account', currency: 'EUR' } as const
      const [page] = await collected(woob.transactions(bank, state, account, { from: '2026-01-01' }))
      if (page?.kind !== 'page') throw new Error('no page')
      expect(page.from).toBe('2026-11-27')
      const days = page.transactions.flatMap(({ status, bookingDate }) => (status === 'BOOKED' ? [bookingDate] : []))
      expect(new Set(days)).toEqual(new Set(['2026-11-28', '2026-11-27']))
      expect(days).toHaveLength(18_000)
      // A day that is whole, and the last that is wanted.
      const [recent] = await collected(woob.transactions(bank, state, account, { from: '2026-11-27' }))
      expect(recent).toMatchObject({ from: '2026-11-27' })
    })

    it('reads history behind whatever is yet to come', async () => {
      const { bank, state } = await granted(someone('long_coming'))
      const account = { bankId: '00012345678', resource: 'account', currency: 'EUR' } as const
      const [page] = await collected(woob.transactions(bank, state, account, { from: '2026-11-01' }))
      if (page?.kind !== 'page') throw new Error('no page')
      expect(page.from).toBe('2026-11-01')
      expect(page.transactions.filter(({ status }) => status === 'PENDING')).toHaveLength(5_000)
      expect(page.transactions.filter(({ status }) => status === 'BOOKED')).toHaveLength(4)
    })

    it('has no entries where a module has none, and says where an account is gone', async () => {
      const { bank, state } = await granted(someone('dev'))
      const read = (bankId: string) =>
        collected(woob.transactions(bank, state, { bankId, resource: 'account', currency: 'EUR' }, {}))
      expect(await read('P-1')).toMatchObject([{ kind: 'page', transactions: [], skipped: [] }])
      expect(await read('elsewhere')).toMatchObject([{ kind: 'failed', reason: 'bank_answer_invalid' }])
    })

    it('signs in once: what the module keeps is handed back to it', async () => {
      const login = someone('dev')
      const { bank, state } = await granted(login)
      const answer = await woob.accounts(bank, state)
      if (answer.kind !== 'accounts') throw new Error(answer.detail)
      await woob.accounts(bank, answer.state)
      expect(await bench.heard(login)).toEqual(['password'])
    })
  })

  describe('what is asked', () => {
    it('shows a code by SMS with where it went and until when, and takes it once', async () => {
      const login = someone('otp')
      const { bank, outcome } = await begun(login)
      expect(outcome).toMatchObject({
        kind: 'challenge',
        challenge: { kind: 'otp', medium: 'sms', destination: '06 ** ** 12', message: 'Code reçu par SMS' },
      })
      if (outcome.kind !== 'challenge') throw new Error('not asked')
      expect(outcome.challenge.expiresAt).toBeInstanceOf(Date)
      expect(await woob.resume(bank, outcome.state, secret('123456'))).toMatchObject({ kind: 'done' })
      expect(await bench.heard(login)).toEqual(['password', 'asked otp', 'answer otp'])
    })

    it('tells a wrong code from a wrong password', async () => {
      const { bank, outcome } = await begun(someone('otp'))
      if (outcome.kind !== 'challenge') throw new Error('not asked')
      const answer = await woob.resume(bank, outcome.state, secret('000000'))
      expect(answer).toMatchObject({ kind: 'failed', reason: 'wrong_otp' })
    })

    it('shows a question, a choice, a code of a card, a form of several', async () => {
      const shown = async (customer: string) => (await begun(someone(customer))).outcome
      expect(await shown('question')).toMatchObject({ challenge: { kind: 'text', message: 'Nom de votre animal ?' } })
      expect(await shown('device')).toMatchObject({
        challenge: { kind: 'choice', options: [{ label: 'iPhone de Zoé' }, { label: 'Tablette' }] },
      })
      expect(await shown('token')).toMatchObject({
        challenge: { kind: 'otp', medium: 'device', destination: 'Carte n° 3', message: 'Code C4 de la carte' },
      })
      expect(await shown('form')).toMatchObject({
        kind: 'form',
        fields: [
          { id: 'pet', type: 'text', secret: false },
          { id: 'street', type: 'password', secret: true },
        ],
      })
    })

    it('takes a choice and a form as they were shown, and nothing else', async () => {
      const choosing = await begun(someone('device'))
      if (choosing.outcome.kind !== 'challenge') throw new Error('not asked')
      const foreign = await woob.resume(choosing.bank, choosing.outcome.state, { kind: 'choice', id: '9' })
      expect(foreign).toMatchObject({ kind: 'challenge', refused: true })
      const taken = await woob.resume(choosing.bank, choosing.outcome.state, { kind: 'choice', id: '1' })
      expect(taken).toMatchObject({ kind: 'done' })
      const filling = await begun(someone('form'))
      if (filling.outcome.kind !== 'form') throw new Error('not asked')
      const half = { kind: 'fields', values: { pet: new Secret('Fido') } } as const
      expect(await woob.resume(filling.bank, filling.outcome.state, half)).toMatchObject({
        kind: 'form',
        refused: true,
      })
      const values = { pet: new Secret('Fido'), street: new Secret('rue des Lilas'), evil: new Secret('x') }
      const whole = await woob.resume(filling.bank, filling.outcome.state, { kind: 'fields', values })
      expect(whole).toMatchObject({ kind: 'done' })
    })

    it.each(['push', 'mail', 'push_held'])(
      'waits for an approval elsewhere (%s), in pieces of time',
      async (customer) => {
        const login = someone(customer)
        const bank = saying(bench.context(login), { waitSeconds: 1, waitAtMost: 2 })
        const first = await woob.begin(bank, bench.begin(login))
        if (first.kind !== 'wait') throw new Error(`not waiting: ${first.kind}`)
        expect(first.message).toBe(customer === 'mail' ? 'Suivez le lien du message' : 'Validez dans l’application')
        let last: Outcome = await woob.resume(bank, first.state, { kind: 'poll' })
        // The module would ask for ever; it is asked as often as it takes.
        expect(last.kind).toBe('wait')
        while (last.kind === 'wait') {
          // It is the same request, with the same end.
          expect([last.message, last.expiresAt]).toEqual([first.message, first.expiresAt])
          last = await woob.resume(bank, last.state, { kind: 'poll' })
        }
        expect(last.kind).toBe('done')
        expect((await bench.heard(login)).slice(0, 4)).toEqual(['password', `asked ${customer}`, 'poll', 'poll'])
      },
    )

    it('lets a sign-in end that was approved in time, however long the rest takes', async () => {
      const login = someone('push_slow')
      const bank = saying(bench.context(login), { waitSeconds: 1, waitAtMost: 600 })
      const first = await woob.begin(bank, bench.begin(login))
      if (first.kind !== 'wait') throw new Error(`not waiting: ${first.kind}`)
      expect(await woob.resume(bank, first.state, { kind: 'poll' })).toMatchObject({ kind: 'done' })
      expect(await bench.heard(login)).toEqual(['password', 'asked push_slow', 'poll', 'approved'])
    })

    it('gives each question time enough to be asked at all, and ends it within the time of the whole', async () => {
      const asked = async (options: object) => {
        const bodies: unknown[] = []
        const { http, ...bank } = bench.context(someone('dev'), { options })
        const noted: BankHttp = {
          send: (request) => {
            bodies.push(JSON.parse(request.body ?? ''))
            return crowded({ ...bank, http }).http.send(request)
          },
        }
        await woob.begin({ ...bank, http: noted }, bench.begin('dev'))
        return bodies
      }
      expect(await asked({ waitSeconds: 1 })).toMatchObject([{ waitSeconds: 10, waitAtMost: 20 }])
      expect(await asked({})).toMatchObject([{ waitSeconds: 20, waitAtMost: 40 }])
      expect(await asked({ waitSeconds: 60 })).toMatchObject([{ waitSeconds: 60, waitAtMost: 110 }])
      expect(await asked({ timeoutSeconds: 15 })).toMatchObject([{ waitSeconds: 20, waitAtMost: 20 }])
    })

    it('loses no code, no form and no approval when no program could be started', async () => {
      const coding = await begun(someone('otp'))
      if (coding.outcome.kind !== 'challenge') throw new Error('not asked')
      const same = await woob.resume(crowded(coding.bank), coding.outcome.state, secret('123456'))
      expect(same).toEqual(coding.outcome)
      if (same.kind !== 'challenge') throw new Error('lost')
      expect(await woob.resume(coding.bank, same.state, secret('123456'))).toMatchObject({ kind: 'done' })

      const filling = await begun(someone('form'))
      if (filling.outcome.kind !== 'form') throw new Error('not asked')
      const values = { pet: new Secret('Fido'), street: new Secret('rue des Lilas') }
      const again = await woob.resume(crowded(filling.bank), filling.outcome.state, { kind: 'fields', values })
      expect(again).toEqual(filling.outcome)

      const waiting = await begun(someone('push'))
      if (waiting.outcome.kind !== 'wait') throw new Error('not waiting')
      const still = await woob.resume(crowded(waiting.bank), waiting.outcome.state, { kind: 'poll' })
      expect(still).toEqual(waiting.outcome)
      // By the time there is a place it may be over.
      let asked = 0
      const later = {
        ...crowded(waiting.bank),
        now: () => new Date(Date.now() + (asked++ === 0 ? 0 : 3_600_000)),
      }
      expect(await woob.resume(later, waiting.outcome.state, { kind: 'poll' })).toMatchObject({
        reason: 'challenge_expired',
      })
    })

    it('ends an approval that was refused, or came too late', async () => {
      for (const [customer, reason] of [
        ['push_refused', 'refused_at_bank'],
        ['push_late', 'challenge_expired'],
      ] as const) {
        const { bank, outcome } = await begun(someone(customer))
        if (outcome.kind !== 'wait') throw new Error('not waiting')
        expect(await woob.resume(bank, outcome.state, { kind: 'poll' })).toMatchObject({ kind: 'failed', reason })
        const later = { ...bank, now: () => new Date(Date.now() + 3_600_000) }
        expect(await woob.resume(later, outcome.state, { kind: 'poll' })).toMatchObject({ reason: 'challenge_expired' })
      }
    })

    it('does not send an answer again of which nobody knows what became', async () => {
      const login = someone('otp')
      const { bank, outcome } = await begun(login)
      if (outcome.kind !== 'challenge') throw new Error('not asked')
      expect(await woob.resume(bank, outcome.state, { kind: 'poll' })).toMatchObject({ reason: 'challenge_expired' })
      expect(await bench.heard(login)).toEqual(['password', 'asked otp'])
    })
  })

  describe('what protects people', () => {
    it('never sends a pair again that the bank refused', async () => {
      const login = someone('dev')
      const bank = bench.context(login, { password: 'not-mine' })
      const refused = await woob.begin(bank, bench.begin(login, 'not-mine'))
      expect(refused).toMatchObject({ kind: 'failed', reason: 'wrong_credentials' })
      if (refused.kind !== 'failed' || !refused.state) throw new Error('nothing is remembered')
      expect(JSON.stringify(refused)).not.toContain('not-mine')
      const again = { ...bench.begin(login, 'not-mine'), former: refused.state }
      expect(await woob.begin(bank, again)).toMatchObject({ reason: 'wrong_credentials' })
      // A reading does not try it either.
      expect(await woob.accounts(bank, refused.state)).toMatchObject({ reason: 'wrong_credentials' })
      expect(await bench.heard(login)).toEqual(['password'])
      const other = { ...bench.begin(login), former: refused.state }
      expect(await woob.begin(bench.context(login), other)).toMatchObject({ kind: 'done' })
    })

    it('hands back what a module keeps to nobody who typed anything else', async () => {
      const login = someone('dev')
      const { bank, state } = await granted(login)
      // The same pair: the bank knows this browser.
      expect(await woob.begin(bank, { ...bench.begin(login), former: state })).toMatchObject({ kind: 'done' })
      expect(await bench.heard(login)).toEqual(['password'])
      const wrong = await woob.begin(bank, { ...bench.begin(login, 'not-mine'), former: state })
      expect(wrong).toMatchObject({ kind: 'failed', reason: 'wrong_credentials' })
      expect(await bench.heard(login)).toEqual(['password', 'password'])
      const other = someone('dev')
      const theirs = await woob.begin(bank, { ...bench.begin(other), former: state })
      if (theirs.kind !== 'done') throw new Error(`not granted: ${theirs.kind}`)
      expect(await bench.heard(other)).toEqual(['password'])
      // Of them it is theirs from now on.
      await woob.begin(bank, { ...bench.begin(other), former: theirs.state })
      expect(await bench.heard(other)).toEqual(['password'])
      // A state of before there was a mark tells nothing of whose it is.
      const { typed: _, ...unmarked } = state
      await woob.begin(bank, { ...bench.begin(login), former: unmarked })
      expect(await bench.heard(login)).toEqual(['password', 'password', 'password'])
    })

    it('asks for no proof when nobody is there, and then leaves the bank alone until somebody is', async () => {
      const login = someone('otp')
      const { psu: _, ...alone } = bench.context(login)
      const state = { v: 1, asked: { recurring: true, validUntil: '2030-01-01' } }
      const first = await woob.accounts(alone, state)
      expect(first).toMatchObject({ kind: 'failed', reason: 'challenge_expired' })
      const heard = await bench.heard(login)
      expect(heard).not.toContain('asked otp')
      if (first.kind !== 'failed' || !first.state) throw new Error('nothing is remembered')
      expect(await woob.accounts(alone, first.state)).toMatchObject({ reason: 'challenge_expired' })
      expect(await bench.heard(login)).toEqual(heard)
    })

    it('says what a person can do about it, in the words of the table', async () => {
      const reasonOf = async (customer: string) => {
        const { outcome } = await begun(someone(customer))
        return outcome.kind === 'failed' ? outcome.reason : outcome.kind
      }
      expect(await reasonOf('banned')).toBe('action_needed_at_bank')
      expect(await reasonOf('terms')).toBe('action_needed_at_bank')
      expect(await reasonOf('expired_password')).toBe('password_change_needed')
      expect(await reasonOf('down')).toBe('bank_unavailable')
      for (const customer of ['unknown_proof', 'captcha', 'redirect'])
        expect(await reasonOf(customer)).toBe('bank_not_configured')
    })

    it('says of what a module raised its name alone, and takes nothing that it prints for an answer', async () => {
      const login = someone('talkative')
      const { outcome } = await begun(login)
      expect(outcome).toMatchObject({
        ...{ kind: 'failed', reason: 'bank_answer_invalid', detail: 'sign-in: bug (RuntimeError)' },
      })
      expect(JSON.stringify(outcome)).not.toContain(login)
    })

    it('takes a setting that the module does not take as wrong where it was typed, else as the operator’s', async () => {
      const login = someone('dev')
      const typed = bench.context(login)
      const credentials = { ...bench.begin(login).credentials, website: new Secret('elsewhere') }
      const began = await woob.begin(typed, { ...bench.begin(login), credentials })
      expect(began).toMatchObject({ reason: 'wrong_credentials' })
      const set = bench.context(login, { options: { parameters: { website: 'elsewhere' } } })
      expect(await woob.begin(set, bench.begin(login))).toMatchObject({ reason: 'bank_not_configured' })
      const none = bench.context(login, { options: { module: 'nobank' } })
      expect(await woob.begin(none, bench.begin(login))).toMatchObject({ reason: 'bank_not_configured' })
      expect(await bench.heard(login)).toEqual([])
    })

    it('is told when the bank wants to be left alone, and until when', async () => {
      const { bank, state } = await granted(someone('limited'))
      expect(await woob.accounts(bank, state)).toMatchObject({
        reason: 'bank_limit_reached',
        retryAt: new Date('2030-01-01T00:00:00Z'),
      })
    })
  })
})
