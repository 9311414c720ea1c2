import type {
  AccountHandle,
  AccountsAnswer,
  BankAccount,
  BankContext,
  BankTransaction,
  BeginInput,
  Connector,
  ConnectorState,
  Failed,
  Outcome,
  RevokeAnswer,
  TransactionsAnswer,
  Window,
} from '@raccord/connector-kit'
import type { OpenBank } from '../../apps/server/src/sync/sync-deps.ts'

/** A connector that plays a script, to bring about faults that a real bank has rarely. */
export class ScriptedBank {
  accounts: BankAccount[] = []
  /** By bank id of the account. */
  readonly transactions = new Map<string, BankTransaction[]>()
  pageSize = 3
  /** It gives nothing before this day, whatever is asked for, and its connector says so. */
  servesFrom: string | undefined
  /** Entries that each page has in common with the one before it. */
  overlap = 0
  /** Taken, first first, instead of an answer; `undefined` lets one call through. */
  readonly accountFaults: (Failed | undefined)[] = []
  /** A failure before the page with this number (from 0) of each call; used up. */
  readonly pageFaults: { page: number; failed: Failed; account?: string }[] = []
  /** Taken, first first; what `begin` was given is kept beside. */
  readonly beginAnswers: Outcome[] = []
  readonly begun: BeginInput[] = []
  readonly revokeAnswers: RevokeAnswer[] = []
  readonly calls: {
    call: string
    account?: string
    from?: string
    to?: string
    state: ConnectorState
    psu: boolean
  }[] = []
  /** Each answer carries a new state, as banks that rotate refresh tokens do. */
  rotates = false
  /** A protocol that signs each message with what the person typed, and holds a dialog open until the run is over. */
  dialogs = false
  /** Before the page with this number its key has run out: it begins with its first one again, once. */
  restartsAt: number | undefined
  /** Its last page is told as that. */
  saysLast = false
  /** Field ids and values of the credentials that each call was given. */
  readonly credentials: { [field: string]: string }[] = []
  /** Rules broken by entries of the first page of every account. */
  skipped: readonly string[] = []
  beforePage: (page: number, account: string) => Promise<void> | void = () => {}

  readonly open: OpenBank = ({ providerId, psu }) => ({
    connector: this.#connector(),
    context: {
      providerId,
      options: {},
      http: { send: () => Promise.reject(new Error('no network in this test')) },
      now: () => new Date(),
      locale: 'en',
      log: () => {},
      ...(psu ? { psu } : {}),
    },
  })

  #connector(): Connector {
    return {
      protocol: 'scripted',
      ...(this.dialogs
        ? {
            usesCredentials: true,
            endRun: async (bank: BankContext, state: ConnectorState) => {
              this.#note('endRun', bank, state)
              const { dialog: _, ...rest } = state
              return rest
            },
          }
        : {}),
      begin: async (bank, input) => {
        this.#note('begin', bank, {})
        this.begun.push(input)
        return this.beginAnswers.shift() ?? Promise.reject(new Error('not played'))
      },
      resume: () => Promise.reject(new Error('not played')),
      accounts: async (bank, state): Promise<AccountsAnswer> => {
        this.#note('accounts', bank, state)
        const fault = this.accountFaults.shift()
        return fault ?? { kind: 'accounts', accounts: this.accounts, state: this.#next(state) }
      },
      transactions: (bank, state, account, window) => this.#pages(bank, state, account, window),
      revoke: async (bank, state) => {
        this.#note('revoke', bank, state)
        return this.revokeAnswers.shift() ?? { kind: 'revoked' }
      },
    }
  }

  async *#pages(
    bank: BankContext,
    state: ConnectorState,
    account: AccountHandle,
    window: Window,
  ): AsyncIterable<TransactionsAnswer> {
    this.#note('transactions', bank, state, {
      account: account.bankId,
      ...(window.from ? { from: window.from } : {}),
      ...(window.to ? { to: window.to } : {}),
    })
    const all = (this.transactions.get(account.bankId) ?? []).filter(
      ({ bookingDate }) =>
        !bookingDate ||
        ((this.servesFrom === undefined || bookingDate >= this.servesFrom) &&
          (!window.from || bookingDate >= window.from) &&
          (!window.to || bookingDate <= window.to)),
    )
    let current = state
    let restarted = false
    for (let page = 0; page * this.pageSize < Math.max(all.length, 1); page++) {
      await this.beforePage(page, account.bankId)
      const at = this.pageFaults.findIndex(
        (fault) => fault.page === page && (fault.account ?? account.bankId) === account.bankId,
      )
      const fault = at === -1 ? undefined : this.pageFaults.splice(at, 1)[0]
      if (fault) {
        yield fault.failed
        return
      }
      if (page === this.restartsAt) {
        this.restartsAt = undefined
        restarted = true
        page = 0
      }
      current = this.#next(current)
      const start = page * this.pageSize
      const transactions = all.slice(Math.max(0, start - this.overlap), start + this.pageSize)
      const from = this.servesFrom === undefined ? {} : { from: this.servesFrom }
      const last = this.saysLast && start + this.pageSize >= all.length ? { last: true as const } : {}
      const again = restarted ? { restarted: true as const } : {}
      restarted = false
      const skipped = page === 0 ? this.skipped : []
      yield { kind: 'page', transactions, ...from, ...again, ...last, state: current, skipped }
    }
  }

  #next(state: ConnectorState): ConnectorState {
    const open = this.dialogs ? { ...state, dialog: 'open' } : state
    return this.rotates ? { ...open, rotation: Number(state['rotation'] ?? 0) + 1 } : open
  }

  #note(
    call: string,
    bank: BankContext,
    state: ConnectorState,
    more: { account?: string; from?: string; to?: string } = {},
  ): void {
    this.calls.push({ call, state, psu: bank.psu !== undefined, ...more })
    const typed = Object.entries(bank.credentials ?? {}).map(([field, secret]) => [field, secret.expose()])
    if (this.dialogs) this.credentials.push(Object.fromEntries(typed))
  }
}

export function bankAccount(bankId: string, more: Partial<BankAccount> = {}): BankAccount {
  return {
    bankId,
    resource: 'account',
    type: 'CHECKINGS',
    name: `Account ${bankId}`,
    currency: 'EUR',
    // Not a booked one: it would be held against the entries.
    balances: [{ type: 'expected', amount: { minor: 12_345, currency: 'EUR' }, day: '2026-05-31' }],
    raw: JSON.stringify({ resourceId: bankId }),
    ...more,
  }
}

export function entry(day: string, minor: number, text: string, more: Partial<BankTransaction> = {}): BankTransaction {
  return {
    status: 'BOOKED',
    amount: { minor, currency: 'EUR' },
    bookingDate: day,
    remittance: text ? [text] : [],
    raw: JSON.stringify({ day, minor, text }),
    ...more,
  }
}

export function fault(reason: Failed['reason'], more: Partial<Failed> = {}): Failed {
  return { kind: 'failed', reason, detail: 'scripted', ...more }
}
