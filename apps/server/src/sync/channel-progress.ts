import { held } from './held.ts'
import type { SyncDeps } from './sync-deps.ts'
import type { ClaimedRun, Progress, SyncStore } from './sync-store.ts'

/** A run without one for ten minutes is taken to be its worker's last. */
const SIGN_OF_LIFE_MS = 60_000

/**
 * The figures of one channel while it is read. Where a person looks on they are written as they come; else they wait for a transaction that is
 * made anyway, at the latest the one that ends the channel. A worker that dies loses them, and the next one counts anew.
 */
export class ChannelProgress {
  readonly #deps: Pick<SyncDeps, 'transact' | 'now' | 'signal'>
  readonly #run: ClaimedRun
  readonly #definitionId: string
  #waiting: Progress = {}
  #aliveAt: number

  constructor(deps: Pick<SyncDeps, 'transact' | 'now' | 'signal'>, run: ClaimedRun, definitionId: string) {
    this.#deps = deps
    this.#run = run
    this.#definitionId = definitionId
    this.#aliveAt = deps.now().getTime()
  }

  /** In a transaction that is held already. */
  async within(sync: SyncStore, change: Progress): Promise<void> {
    this.#waiting = sum(this.#waiting, change)
    this.#aliveAt = this.#deps.now().getTime()
    // What is new is told by the end of the run, whoever carries it there.
    if (this.#run.urgent || change.transactionsNew) await sync.progress(this.#run, this.#definitionId, this.take())
  }

  /** Outside of any. Throws where the run is lost and that is noticed. */
  async note(change: Progress): Promise<void> {
    this.#waiting = sum(this.#waiting, change)
    const silent = this.#deps.now().getTime() - this.#aliveAt
    if (!this.#run.urgent && silent < SIGN_OF_LIFE_MS) return
    await held(this.#deps, this.#run, ({ sync }) => this.within(sync, {}))
  }

  /** What has not been written; whoever takes it writes it. */
  take(): Progress {
    const taken = this.#waiting
    this.#waiting = {}
    return taken
  }
}

function sum(one: Progress, other: Progress): Progress {
  const added = (name: 'accountsDone' | 'transactions' | 'transactionsNew' | 'gaps') =>
    one[name] === undefined && other[name] === undefined ? {} : { [name]: (one[name] ?? 0) + (other[name] ?? 0) }
  const [since] = [one.since, other.since].filter((day) => day !== undefined).toSorted()
  return {
    ...one,
    ...other,
    ...added('accountsDone'),
    ...added('transactions'),
    ...added('transactionsNew'),
    ...added('gaps'),
    ...(since ? { since } : {}),
  }
}
