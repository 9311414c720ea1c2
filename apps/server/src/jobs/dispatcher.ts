import type { PgBoss } from 'pg-boss'
import type { FetchedJob } from './job-runner.ts'
import { Places, URGENT } from './places.ts'
import type { JobPayload, WorkOptions } from './queue.ts'

interface DispatcherDeps {
  readonly boss: PgBoss
  readonly name: string
  readonly options: WorkOptions
  /** Tells the others that these jobs are cared for; resolves to the ids of those that are still ours. Absent: there are no others. */
  readonly beat: ((jobs: readonly FetchedJob[]) => Promise<ReadonlySet<string>>) | undefined
  /** A throw is a failed attempt. */
  readonly run: (job: FetchedJob) => Promise<void>
  readonly handBack: (job: FetchedJob) => Promise<void>
  readonly warn: (reason: string) => void
}

const HEARTBEAT_MS = 3_000

/**
 * Hands the jobs of one queue to the places of this process. Not pg-boss's own workers: each of them looks for jobs by itself
 * at every wake-up, so that fifty places cost fifty queries a job, and none knows which banks have their share already.
 * Here one looks for all, job by job, until there is none or no room. What ends makes it look again where something may wait for just that:
 * a place, a group's share, or the end of a job of the same key.
 */
export class Dispatcher {
  readonly #deps: DispatcherDeps
  readonly #places: Places
  readonly #inHand = new Map<FetchedJob, { readonly claim: AbortController; readonly done: Promise<void> }>()
  readonly #timer: NodeJS.Timeout | undefined
  #looking: Promise<void> | undefined
  #again = false
  /** The end of a job in hand may let another one begin. */
  #oneWaits = false
  #stopped = false

  constructor(deps: DispatcherDeps) {
    this.#deps = deps
    this.#places = new Places(deps.options)
    const { beat } = deps
    this.#timer = beat && setInterval(() => void this.#beat(beat), HEARTBEAT_MS).unref()
  }

  /** There may be something to do. */
  wake(): void {
    this.#again = true
    if (this.#stopped) return
    this.#looking ??= this.#look().finally(() => {
      this.#looking = undefined
      // Woken between the last look and here.
      if (this.#again) this.wake()
    })
  }

  /** Takes no more. What is in hand goes on. */
  async stop(): Promise<void> {
    this.#stopped = true
    await this.#looking
  }

  /** What was in hand is written down. */
  async drained(): Promise<void> {
    clearInterval(this.#timer)
    await Promise.allSettled([...this.#inHand.values()].map(({ done }) => done))
  }

  async #look(): Promise<void> {
    while (this.#again && !this.#stopped) {
      this.#again = false
      // Woken for one that waits behind them, perhaps: of the same key as one in hand it came after that was taken.
      if (this.#inHand.size > 0) this.#oneWaits = true
      try {
        while (!this.#stopped && (await this.#takeOne()));
      } catch (error) {
        this.#deps.warn(reasonOf(error))
      }
    }
  }

  async #takeOne(): Promise<boolean> {
    const room = this.#places.room()
    if (!room || room.urgentOnly || room.fullGroups.length > 0) this.#oneWaits = true
    if (!room) return false
    const { boss, name } = this.#deps
    const [job] = await boss.fetch<JobPayload>(name, {
      includeMetadata: true,
      ignoreGroups: [...room.fullGroups],
      ...(room.urgentOnly ? { minPriority: URGENT } : {}),
    })
    if (!job) return false
    if (this.#stopped) {
      await this.#deps.handBack(job)
      return false
    }
    this.#places.take(job)
    const claim = new AbortController()
    this.#inHand.set(job, { claim, done: this.#carryOut(job, claim) })
    return true
  }

  async #carryOut(job: FetchedJob, claim: AbortController): Promise<void> {
    const { boss, name, run, warn } = this.#deps
    const late = setTimeout(() => claim.abort(new Error('The time of the job is up')), job.expireInSeconds * 1000)
    job.signal = claim.signal
    try {
      const failure = await run(job).then(
        () => undefined,
        (error: unknown) => (error instanceof Error ? error : new Error('not an Error')),
      )
      // Fenced to this attempt: a job that was handed back, or taken from us, is left alone.
      if (failure) await boss.fail(name, job, failure)
      else await boss.complete(name, job)
    } catch (error) {
      warn(reasonOf(error))
    } finally {
      clearTimeout(late)
      this.#inHand.delete(job)
      this.#places.leave(job)
      const look = this.#oneWaits
      this.#oneWaits = false
      if (look) this.wake()
    }
  }

  async #beat(beat: NonNullable<DispatcherDeps['beat']>): Promise<void> {
    const held = [...this.#inHand.keys()]
    if (held.length === 0) return
    try {
      const ours = await beat(held)
      for (const job of held)
        if (!ours.has(job.id)) this.#inHand.get(job)?.claim.abort(new Error('The job was taken over'))
    } catch (error) {
      this.#deps.warn(reasonOf(error))
    }
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : 'not an Error'
}
