import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { fromKysely, PgBoss } from 'pg-boss'
import type { Clock } from '../clock.ts'
import type { Database, DatabaseLog, Tx } from '../store/database.ts'
import { traceparent } from '../tracing.ts'
import { bossOptions, DEAD_LETTERS, queueOptions } from './boss-options.ts'
import { type FetchedJob, JobRunner } from './job-runner.ts'
import { JobTable } from './job-table.ts'
import type {
  EnqueueOptions,
  JobCounts,
  JobHandler,
  JobPayload,
  JobQueue,
  ScheduleOptions,
  WorkOptions,
} from './queue.ts'

interface Registration {
  handler: JobHandler
  options: WorkOptions
}

interface Schedule extends ScheduleOptions {
  name: string
  cron: string
}

export interface PgBossQueueOptions {
  database: Database
  log: DatabaseLog
  /** False for a process that enqueues and leaves the work to others, such as a command of the CLI. */
  work?: boolean
  /** How often to look for jobs whose time has come; those for now need no looking. */
  pollSeconds?: number
}

/** The job queue on pg-boss, in the same database as the facts. */
export class PgBossQueue implements JobQueue {
  readonly #boss: PgBoss
  readonly #table: JobTable
  readonly #runner: JobRunner
  readonly #clock: Clock
  readonly #log: DatabaseLog
  readonly #embedded: boolean
  readonly #working: boolean
  readonly #pollSeconds: number
  readonly #registrations = new Map<string, Registration>()
  readonly #schedules: Schedule[] = []
  readonly #ready = Promise.withResolvers<void>()
  #starting: Promise<void> | undefined
  #started = false

  constructor({ database, log, work = true, pollSeconds = 1 }: PgBossQueueOptions) {
    this.#embedded = database.kind === 'pglite'
    this.#boss = new PgBoss(bossOptions(database.jobs))
    this.#table = new JobTable(this.#boss)
    this.#runner = new JobRunner(this.#table, log)
    this.#clock = database.clock
    this.#working = work
    this.#pollSeconds = pollSeconds
    this.#log = log
    this.#boss.on('error', (error) => log.warn({ reason: error.message }, 'job queue'))
    this.#boss.on('warning', ({ message }) => log.warn({ reason: message }, 'job queue'))
  }

  work(name: string, handler: JobHandler, options: WorkOptions = {}): void {
    if (this.#starting !== undefined) throw new Error(`Name the handler of ${name} before the queue is started`)
    this.#registrations.set(name, { handler, options })
  }

  schedule(name: string, cron: string, options: ScheduleOptions = {}): void {
    if (this.#starting !== undefined) throw new Error(`Schedule ${name} before the queue is started`)
    this.#schedules.push({ ...options, name, cron })
  }

  async enqueue(tx: Tx, name: string, payload: JobPayload, options: EnqueueOptions = {}): Promise<void> {
    if (!this.#started) throw new Error(`A job for ${name} was enqueued while the queue is not started`)
    if (!this.#registrations.has(name)) throw new Error(`Nobody works on a queue called ${name}`)
    const { key, runAt, retryLimit } = options
    const asked = traceparent()
    await this.#boss.send(name, asked === undefined ? payload : { ...payload, traceparent: asked }, {
      // Without the transaction's own connection the job would survive a rollback, and on PGlite wait for ever.
      db: fromKysely(tx),
      // Every job has a key, because the queue's policy takes those without one for one and the same.
      singletonKey: key ?? randomUUID(),
      ...(runAt === undefined ? {} : { startAfter: this.#realTime(runAt) }),
      ...(retryLimit === undefined ? {} : { retryLimit }),
    })
  }

  ready(): Promise<void> {
    return this.#ready.promise
  }

  start(): Promise<void> {
    this.#starting ??= this.#start()
    // Whoever waits for `ready` hears of a failure too; where nobody does, it must not count as unhandled.
    this.#starting.catch(this.#ready.reject)
    this.#ready.promise.catch(() => {})
    return this.#starting
  }

  async #start(): Promise<void> {
    await this.#boss.start()
    await this.#prepareQueues()
    // We hold the directory's lock, so whoever was running these is dead. On PostgreSQL heartbeats tell.
    if (this.#embedded) await this.#table.adoptOrphans()
    this.#started = true
    this.#ready.resolve()
    if (this.#working) await this.#beginAll()
  }

  async stop({ graceful = true, timeoutMs = 5000 }: { graceful?: boolean; timeoutMs?: number } = {}): Promise<void> {
    if (this.#starting === undefined) return
    await this.#starting.catch(() => {})
    this.#started = false
    const names = [DEAD_LETTERS, ...this.#registrations.keys()]
    await Promise.all(names.map((name) => this.#boss.offWork(name, { wait: false })))
    await this.#runner.stop(graceful ? timeoutMs : 0)
    // A moment for pg-boss to write down those that have just ended; what was handed back it leaves alone.
    await this.#boss.stop({ graceful: true, timeout: 1000 })
  }

  async clockAdvanced(ms: number): Promise<void> {
    await this.#table.bringForward(ms)
    for (const { name, payload = {} } of this.#schedules) {
      await this.#boss.send(name, payload, { singletonKey: 'schedule' })
    }
    for (const name of await this.#table.due()) this.#wake(name)
  }

  async counts(): Promise<JobCounts[]> {
    return this.#table.counts()
  }

  async oldest(): Promise<ReadonlyMap<string, number>> {
    return this.#table.oldest()
  }

  /** pg-boss lives in real time, whatever the clock port says. */
  #realTime(instant: Date): Date {
    return new Date(Date.now() + instant.getTime() - this.#clock.now().getTime())
  }

  async #prepareQueues(): Promise<void> {
    const wanted = [
      [DEAD_LETTERS, {}] as const,
      ...[...this.#registrations].map(([name, { options }]) => [name, options] as const),
    ]
    const known = new Map((await this.#boss.getQueues()).map((queue) => [queue.name, queue]))
    for (const [name, options] of wanted) {
      const { policy, ...changeable } = queueOptions(name, options, this.#embedded)
      const found = known.get(name)
      if (found === undefined) await this.#boss.createQueue(name, { policy, ...changeable })
      // At most starts nothing has changed, and each of these costs a statement.
      else if (differs(changeable, found)) await this.#boss.updateQueue(name, changeable)
    }
  }

  async #beginAll(): Promise<void> {
    await this.#boss.work(DEAD_LETTERS, { ...BACKSTOP, includeMetadata: true }, (jobs: FetchedJob[]) =>
      Promise.all(jobs.map((job) => this.#exhausted(job))),
    )
    for (const [name, registration] of this.#registrations) await this.#beginWork(name, registration)
    for (const { name, cron, payload = {} } of this.#schedules) {
      await this.#boss.schedule(name, cron, payload, { tz: 'UTC', missed: 'once', singletonKey: 'schedule' })
    }
    await this.#dropOldSchedules()
    void this.#watch()
  }

  /** Wakes the workers of queues where a job's time has come, until the process stops. */
  async #watch(): Promise<void> {
    while (!this.#runner.signal.aborted) {
      try {
        for (const name of await this.#table.due()) this.#wake(name)
      } catch (error) {
        this.#log.warn({ reason: error instanceof Error ? error.message : 'not an Error' }, 'cannot look for due jobs')
      }
      await sleep(this.#pollSeconds * 1000, undefined, { signal: this.#runner.signal }).catch(() => {})
    }
  }

  async #beginWork(name: string, { handler, options }: Registration): Promise<void> {
    const polling = { ...BACKSTOP, includeMetadata: true as const, localConcurrency: options.concurrency ?? 1 }
    await this.#boss.work(name, { ...polling, ...(this.#embedded ? {} : HEARTBEAT) }, async (jobs: FetchedJob[]) => {
      try {
        for (const job of jobs) await this.#runner.run(job, handler)
      } finally {
        // There may be more, and pg-boss would only look at its next poll.
        this.#wake(name)
      }
    })
  }

  async #exhausted(job: FetchedJob): Promise<void> {
    this.#log.warn({ queue: job.sourceName, job: job.sourceId }, 'job failed for good')
    await this.#registrations.get(job.sourceName ?? '')?.options.onExhausted?.(job.data)
  }

  async #dropOldSchedules(): Promise<void> {
    const current = new Set(this.#schedules.map(({ name }) => name))
    for (const { name } of await this.#boss.getSchedules()) if (!current.has(name)) await this.#boss.unschedule(name)
  }

  #wake(name: string): void {
    for (const worker of this.#boss.getWipData()) if (worker.name === name) this.#boss.notifyWorker(worker.id)
  }
}

/**
 * Each worker of pg-boss would look for jobs by itself, at a cost that grows with the queues (5 % of a core for eight on
 * PGlite). One query of ours looks for all of them and wakes those that have something to do.
 */
const BACKSTOP = { pollingIntervalSeconds: 300, notifyPollingIntervalSeconds: 300 }
const HEARTBEAT = { heartbeatRefreshSeconds: 3 }

function differs(wanted: object, found: object): boolean {
  const present = new Map(Object.entries(found))
  return Object.entries(wanted).some(([option, value]) => present.get(option) !== value)
}
