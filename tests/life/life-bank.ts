import type {
  AccountsAnswer,
  BankAccount,
  BankContext,
  BankTransaction,
  Connector,
  ConnectorState,
  Failed,
} from '@raccord/connector-kit'
import type { OpenBank } from '../../apps/server/src/sync/sync-deps.ts'
import { dayOf } from '../../apps/server/src/transactions/day.ts'
import { bankAccount } from '../support/scripted-bank.ts'

const DAY_MS = 86_400_000

/** One account as the bank knows it, whatever it calls it just now. */
export interface LifeAccount {
  readonly name: string
  readonly number: string
  readonly iban: string
  closed: boolean
  readonly entries: BankTransaction[]
}

export interface LifePerson {
  readonly accounts: LifeAccount[]
  /** Calls without the person that the bank says it allows, and that it really takes, within any 24 hours. */
  readonly granted: number
  readonly takes: number
  /** What the bank answers until he has renewed. */
  asks: Failed['reason'] | undefined
  /** His next entries come as an answer that nobody can read. */
  broken: boolean
}

interface Consent {
  readonly person: number
  readonly until: string
  readonly ids: ReadonlyMap<string, LifeAccount>
  readonly namesIban: boolean
  alive: boolean
}

/** A bank that many people live with for a year. It keeps its own count of what it is asked, by person, account and endpoint. */
export class LifeBank {
  readonly people: LifePerson[] = []
  readonly consents = new Map<string, Consent>()
  away = false
  /** Calls without the person beyond what it granted: none may ever be. */
  readonly beyond: string[] = []
  refusals = 0
  answered = 0
  /** Consents that it was asked to end while it was away: from when until when. */
  readonly #vain = new Map<string, { readonly from: Date; readonly to: Date }>()
  readonly #calls = new Map<string, number[]>()
  readonly #now: () => Date

  constructor(now: () => Date) {
    this.#now = now
  }

  /** Every consent has ids of its own; accounts come in another order, with their IBAN or without. */
  grant(person: number, until: string): string {
    const id = `c${this.consents.size + 1}`
    const accounts = this.people[person]?.accounts ?? []
    const ordered = this.consents.size % 2 === 0 ? accounts : accounts.toReversed()
    const ids = new Map(ordered.map((account, n) => [`${id}-${n}`, account]))
    this.consents.set(id, { person, until, ids, namesIban: this.consents.size % 3 !== 1, alive: true })
    return id
  }

  alive(person: number): readonly string[] {
    return [...this.consents].filter(([, one]) => one.alive && one.person === person).map(([id]) => id)
  }

  /** Hours over which it was asked in vain to end it. */
  vainHours(consent: string): number {
    const vain = this.#vain.get(consent)
    return vain ? (vain.to.getTime() - vain.from.getTime()) / 3_600_000 : 0
  }

  readonly open: OpenBank = ({ providerId, psu }) => ({
    connector: this.#connector,
    context: {
      providerId,
      options: {},
      http: { send: () => Promise.reject(new Error('no wire here')) },
      now: this.#now,
      locale: 'en',
      log: () => {},
      ...(psu ? { psu } : {}),
    },
  })

  readonly #connector: Connector = {
    protocol: 'life',
    begin: async () => failed('bank_not_configured'),
    resume: async () => failed('bank_not_configured'),
    accounts: async (bank, state): Promise<AccountsAnswer> => {
      const asked = this.#ask(bank, state, 'list')
      if ('kind' in asked) return asked
      const today = dayOf(this.#now())
      const accounts = [...asked.ids].map(
        ([bankId, account]): BankAccount =>
          bankAccount(bankId, {
            ...{ name: account.name, number: account.number, raw: JSON.stringify({ bankId }) },
            ...(asked.namesIban ? { iban: account.iban } : {}),
            ...(account.closed ? { status: 'deleted' } : {}),
            balances: [{ type: 'expected', amount: { minor: 0, currency: 'EUR' }, day: today }],
          }),
      )
      return { kind: 'accounts', accounts, state }
    },
    transactions: (bank, state, { bankId }, { from }) => {
      const ask = () => this.#ask(bank, state, bankId)
      const takeBroken = ({ person }: Consent) => {
        const found = this.people[person]
        const broken = found?.broken ?? false
        if (found) found.broken = false
        return broken
      }
      return (async function* () {
        const asked = ask()
        if ('kind' in asked) return yield asked
        if (takeBroken(asked)) return yield failed('bank_answer_invalid')
        const entries = asked.ids.get(bankId)?.entries ?? []
        const transactions = entries.filter(({ bookingDate }) => !from || (bookingDate ?? '') >= from)
        yield { kind: 'page', transactions, state, skipped: [] }
      })()
    },
    revoke: async (_bank, state) => {
      const id = String(state['consent'])
      if (this.away) {
        this.#vain.set(id, { from: this.#vain.get(id)?.from ?? this.#now(), to: this.#now() })
        return failed('bank_unavailable')
      }
      const consent = this.consents.get(id)
      if (consent) consent.alive = false
      return { kind: 'revoked' }
    },
  }

  #ask(bank: BankContext, state: ConnectorState, what: string): Consent | Failed {
    if (this.away) return failed('bank_unavailable')
    const consent = this.consents.get(String(state['consent']))
    const person = consent && this.people[consent.person]
    const now = this.#now()
    if (!consent?.alive || !person || consent.until < dayOf(now)) return failed('consent_expired')
    if (person.asks) return failed(person.asks)
    if (bank.psu) return consent
    const account = consent.ids.get(what)
    const key = `${consent.person} ${account?.name ?? what}`
    const calls = (this.#calls.get(key) ?? []).filter((at) => at > now.getTime() - DAY_MS)
    if (calls.length >= person.granted) this.beyond.push(`${key} at ${now.toISOString()}`)
    if (calls.length >= person.takes) {
      this.refusals += 1
      return { ...failed('bank_limit_reached'), bankCode: 'ACCESS_EXCEEDED', retryAt: midnightAfter(now) }
    }
    this.#calls.set(key, [...calls, now.getTime()])
    this.answered += 1
    return consent
  }
}

function failed(reason: Failed['reason']): Failed {
  return { kind: 'failed', reason, detail: 'life' }
}

function midnightAfter(now: Date): Date {
  return new Date((Math.floor(now.getTime() / DAY_MS) + 1) * DAY_MS)
}
