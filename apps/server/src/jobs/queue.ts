import type { Tx } from '../store/database.ts'

/** Ids only: the facts are in our own tables, where they are sealed, and current when the job runs. */
export type JobPayload = Readonly<Record<string, string | number>>

export interface EnqueueOptions {
  /**
   * At most one job of this key waits in its queue, and at most one runs: a second one that is enqueued while the first
   * waits is dropped, while the first runs it waits for its end (it may be about something the first no longer sees).
   */
  key?: string
  /** Not before this instant of the clock port; default at once. */
  runAt?: Date
  /** How often it is tried again after failing; default the queue's. */
  retryLimit?: number
  /** Those of one group share: `WorkOptions.groupShare`. */
  group?: string
  /** Somebody waits for it: it goes before all that nobody waits for. One of its key that waits already comes forward. */
  urgent?: boolean
}

export interface Job {
  readonly id: string
  readonly payload: JobPayload
  /** 1 at the first try. */
  readonly attempt: number
  /** A failure of this attempt is final: no further one follows. */
  readonly lastAttempt: boolean
  /** Aborted when the process stops or the job's time is up: end soon, by throwing; the job is handed back. */
  readonly signal: AbortSignal
}

/** Runs one job, at least once: it must not matter when it runs again after a crash. A throw is a failed attempt. */
export type JobHandler = (job: Job) => Promise<void>

export interface WorkOptions {
  /** Jobs of this queue at a time in this process; default 1. */
  concurrency?: number
  /** So many more, for urgent jobs alone. */
  urgentConcurrency?: number
  /** Jobs of one group at a time in this process at most, and as many urgent ones; default no limit. */
  groupShare?: number
  /** Default 5. The delay doubles each time, from one second to at most `retryDelayMax`. */
  retryLimit?: number
  /** Seconds; default 300. */
  retryDelayMax?: number
  /** Seconds that an attempt may take; default 900. */
  expireAfter?: number
  /** Called, at least once, when a job has failed for good. */
  onExhausted?: (payload: JobPayload) => Promise<void>
}

export interface ScheduleOptions {
  payload?: JobPayload
}

export interface JobCounts {
  name: string
  waiting: number
  running: number
  /** Failed for good, within the last week. */
  exhausted: number
}

/** Work that outlives the request that asked for it. */
export interface JobQueue {
  /**
   * Puts a job in line in the caller's transaction: it exists exactly when the facts that it is about do. A worker of
   * any replica starts it right after the commit.
   *
   * @throws before `start`, and when no handler of this name is registered
   */
  enqueue(tx: Tx, name: string, payload: JobPayload, options?: EnqueueOptions): Promise<void>
  /** Names the handler of a queue. Before `start`. */
  work(name: string, handler: JobHandler, options?: WorkOptions): void
  /** Enqueues a job at every occurrence of a cron expression (UTC), once for all replicas. Before `start`. */
  schedule(name: string, cron: string, options?: ScheduleOptions): void
  /**
   * Resolves once jobs can be enqueued. To be awaited before the transaction, never in it: on the embedded database the
   * start needs the one session that a transaction holds.
   */
  ready(): Promise<void>
  /** Makes the queues and begins to work. Jobs that a killed process left behind are run again. */
  start(): Promise<void>
  /**
   * Takes no more jobs and hands back those in hand. Gracefully (default): their signals are aborted and they have
   * `timeoutMs` (default 5000) to end. What was handed back runs elsewhere, or after the restart, and no attempt is counted.
   */
  stop(options?: { graceful?: boolean; timeoutMs?: number }): Promise<void>
  /**
   * The clock port was moved ahead by `ms` (sandbox): what was to run within that time runs now, and every schedule once.
   */
  clockAdvanced(ms: number): Promise<void>
  counts(): Promise<JobCounts[]>
  /** By queue: how long its oldest job waits whose time has come, in seconds. Queues where none waits are left out. */
  oldest(): Promise<ReadonlyMap<string, number>>
}
