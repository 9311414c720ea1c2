import type { Failed } from '@raccord/connector-kit'
import type { SyncDeps } from './sync-deps.ts'
import type { ClaimedRun } from './sync-store.ts'

/** A refusal for less long is the bank's pace, not its day. */
const DAY_LIMIT_MS = 3_600_000

/** What banks call it that the day's calls are used up. */
const spent = new Set(['ACCESS_EXCEEDED', 'ASPSP_RATE_LIMIT_EXCEEDED'])

/**
 * Keeps the count of a channel's calls true where a reading does not go as it mostly does: one call each for the list of accounts and the entries
 * of each account, which was counted before. With the person there the bank counts nothing, nor do we.
 */
export class CallCounter {
  readonly #deps: Pick<SyncDeps, 'transact' | 'now'>
  readonly #run: ClaimedRun
  readonly #definitionId: string

  constructor(deps: Pick<SyncDeps, 'transact' | 'now'>, run: ClaimedRun, definitionId: string) {
    this.#deps = deps
    this.#run = run
    this.#definitionId = definitionId
  }

  /** One more is about to be made. */
  async another(accountId?: number): Promise<void> {
    if (this.#run.psu) return
    await this.#deps.transact(({ ledger }) => ledger.count(this.#call(accountId), this.#deps.now()))
  }

  /** Counted, and never made. */
  async spared(accountIds: readonly number[]): Promise<void> {
    if (this.#run.psu || accountIds.length === 0) return
    await this.#deps.transact(({ ledger }) => ledger.giveBack(accountIds.map((id) => this.#call(id))))
  }

  /** Learns from how a call failed: a bank that was not there has counted nothing, one that says no has told how many it takes. */
  async failed({ reason, bankCode, dailyLimit, retryAt }: Failed, accountId?: number): Promise<void> {
    if (this.#run.psu) return
    const call = this.#call(accountId)
    if (reason === 'bank_unavailable') await this.#deps.transact(({ ledger }) => ledger.giveBack([call]))
    if (reason !== 'bank_limit_reached') return
    const now = this.#deps.now()
    const forToday = retryAt === undefined || retryAt.getTime() - now.getTime() >= DAY_LIMIT_MS
    if (dailyLimit === undefined && !(spent.has(bankCode ?? '') && forToday)) return
    await this.#deps.transact(({ ledger }) => ledger.refused(call, dailyLimit, now))
  }

  #call(accountId: number | undefined) {
    const { connectionId } = this.#run
    return { connectionId, definitionId: this.#definitionId, accountId }
  }
}
