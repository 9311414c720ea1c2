import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { fromKysely, PgBoss } from 'pg-boss'
import type { Clock } from '../clock.ts'
import type { Database, DatabaseLog, Tx } from '../store/database.ts'
import { traceparent } from '../tracing.ts'
import { bossOptions, DEAD_LETTERS, queueOptions } from './boss-options.ts'
import { Dispatcher } from './dispatcher.ts'
import { type FetchedJob, JobRunner } from './job-runner.ts'
import { JobTable } from './job-table.ts'
import { listenForJobs } from './listen-for-jobs.ts'
import { URGENT } from './places.ts'
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
  readonly #dispatchers = new Map<string, Dispatcher>()
  #listening: { close(): Promise<void> } | undefined
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
    const { key, runAt, retryLimit, group, urgent = false } = options
    const place = {
      ...(urgent ? { priority: URGENT } : {}),
      // Urgent jobs are a group of their own: a bank whose share is taken by others has room for people.
      ...(group === undefined ? {} : { group: { id: urgent ? `${group}!` : group } }),
    }
    // Without the transaction's own connection the job would survive a rollback, and on PGlite wait for ever.
    const db = fromKysely(tx)
    const asked = traceparent()
    const made = await this.#boss.send(name, asked === undefined ? payload : { ...payload, traceparent: asked }, {
      db,
      // Every job has a key, because the queue's policy takes those without one for one and the same.
      singletonKey: key ?? randomUUID(),
      ...place,
      ...(runAt === undefined ? {} : { startAfter: this.#realTime(runAt) }),
      ...(retryLimit === undefined ? {} : { retryLimit }),
    })
    // One of this key waits already, behind others perhaps, or for a later hour.
    if (made === null && key !== undefined && urgent && runAt === undefined)
      await this.#boss.update(name, undefined, { db, singletonKey: key, match: 'all', startAfter: 0, ...place })
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
    const dispatchers = [...this.#dispatchers.values()]
    await this.#listening?.close().catch(() => {})
    await Promise.all(dispatchers.map((dispatcher) => dispatcher.stop()))
    await this.#runner.stop(graceful ? timeoutMs : 0)
    // A moment to write down those that have just ended; what was handed back is left alone.
    const written = Promise.all(dispatchers.map((dispatcher) => dispatcher.drained()))
    await Promise.race([written, sleep(1000, undefined, { ref: false })])
    await this.#boss.stop({ graceful: true, timeout: 1000 })
  }

  async clockAdvanced(ms: number): Promise<void> {
    await this.#table.bringForward(ms)
    for (const { name, payload = {} } of this.#schedules) {
      await this.#boss.send(name, payload, { singletonKey: 'schedule' })
    }
    for (const name of await this.#table.due()) this.#dispatchers.get(name)?.wake()
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
    this.#dispatch(DEAD_LETTERS, {}, (job) => this.#exhausted(job))
    for (const [name, { handler, options }] of this.#registrations)
      this.#dispatch(name, options, (job) => this.#runner.run(job, handler))
    const wakeAll = (): void => {
      for (const dispatcher of this.#dispatchers.values()) dispatcher.wake()
    }
    this.#listening = await listenForJobs(this.#boss, (name) => this.#dispatchers.get(name)?.wake(), wakeAll).catch(
      (error: unknown) => {
        // Behind a pooler, perhaps: jobs are then found by looking for them.
        this.#log.warn({ reason: error instanceof Error ? error.message : 'not an Error' }, 'cannot listen for jobs')
        return undefined
      },
    )
    wakeAll()
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
        for (const name of await this.#table.due()) this.#dispatchers.get(name)?.wake()
      } catch (error) {
        this.#log.warn({ reason: error instanceof Error ? error.message : 'not an Error' }, 'cannot look for due jobs')
      }
      await sleep(this.#pollSeconds * 1000, undefined, { signal: this.#runner.signal }).catch(() => {})
    }
  }

  #dispatch(name: string, options: WorkOptions, run: (job: FetchedJob) => Promise<void>): void {
    const dispatcher = new Dispatcher({
      boss: this.#boss,
      name,
      options,
      // Embedded, there is nobody else who could take a job for an orphan.
      beat: this.#embedded ? undefined : (jobs) => this.#table.beat(name, jobs),
      run,
      handBack: (job) => this.#table.handBack(job),
      warn: (reason) => this.#log.warn({ queue: name, reason }, 'job queue'),
    })
    this.#dispatchers.set(name, dispatcher)
  }

  async #exhausted({ id, data, sourceName, sourceId }: FetchedJob): Promise<void> {
    if (sourceName && sourceId && (await this.#table.anotherWaits(sourceName, sourceId))) return this.#table.forget(id)
    this.#log.warn({ queue: sourceName, job: sourceId }, 'job failed for good')
    await this.#registrations.get(sourceName ?? '')?.options.onExhausted?.(data)
  }

  async #dropOldSchedules(): Promise<void> {
    const current = new Set(this.#schedules.map(({ name }) => name))
    for (const { name } of await this.#boss.getSchedules()) if (!current.has(name)) await this.#boss.unschedule(name)
  }
}

function differs(wanted: object, found: object): boolean {
  const present = new Map(Object.entries(found))
  return Object.entries(wanted).some(([option, value]) => present.get(option) !== value)
}
