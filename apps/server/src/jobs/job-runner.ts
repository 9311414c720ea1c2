import { setTimeout as sleep } from 'node:timers/promises'
import type { JobWithMetadata } from 'pg-boss'
import type { DatabaseLog } from '../store/database.ts'
import { continueTrace, inSpan, SpanKind } from '../tracing.ts'
import type { JobTable } from './job-table.ts'
import type { JobHandler, JobPayload } from './queue.ts'

export type FetchedJob = JobWithMetadata<JobPayload>

/** Runs handlers, and knows which jobs are in hand when the process has to stop. */
export class JobRunner {
  readonly #table: JobTable
  readonly #log: DatabaseLog
  readonly #inHand = new Map<FetchedJob, Promise<void>>()
  readonly #stopping = new AbortController()

  constructor(table: JobTable, log: DatabaseLog) {
    this.#table = table
    this.#log = log
  }

  /** Aborted once the process is stopping. */
  get signal(): AbortSignal {
    return this.#stopping.signal
  }

  async run(job: FetchedJob, handler: JobHandler): Promise<void> {
    const run = this.#attempt(job, handler)
    this.#inHand.set(job, run)
    await run.finally(() => this.#inHand.delete(job))
  }

  /** Tells what is running to end, waits for it, and hands back what has not ended by then. */
  async stop(waitMs: number): Promise<void> {
    this.#stopping.abort(new Error('The process is stopping'))
    const giveUp = new AbortController()
    const late = sleep(waitMs, undefined, { signal: giveUp.signal }).catch(() => {})
    await Promise.race([Promise.allSettled(this.#inHand.values()), late])
    giveUp.abort()
    for (const job of this.#inHand.keys()) await this.#table.handBack(job)
  }

  async #attempt(job: FetchedJob, handler: JobHandler): Promise<void> {
    const attempt = job.retryCount + 1
    try {
      const given = {
        id: job.id,
        payload: job.data,
        attempt,
        lastAttempt: job.retryCount >= job.retryLimit,
        signal: AbortSignal.any([job.signal, this.#stopping.signal]),
      }
      await continueTrace(job.data['traceparent'], () =>
        inSpan(`job ${job.name}`, { kind: SpanKind.CONSUMER, 'raccord.attempt': attempt }, () => handler(given)),
      )
    } catch (error) {
      const reason = error instanceof Error ? `${error.name}: ${error.message}` : 'not an Error'
      if (this.#stopping.signal.aborted) await this.#table.handBack(job)
      else this.#log.warn({ queue: job.name, job: job.id, attempt, reason }, 'job failed')
      // pg-boss stores what is thrown, with all its properties and causes: it gets a copy that has none.
      throw new Error(reason)
    }
  }
}
