import { once } from 'node:events'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { describeEachDatabase } from '../../../../tests/support/databases.ts'
import { AdjustableClock } from '../clock.ts'
import type { Database } from '../store/database.ts'
import { PgBossQueue } from './pg-boss-queue.ts'
import type { Job, JobHandler, JobQueue, WorkOptions } from './queue.ts'

describeEachDatabase('the job queue', (open) => {
  let database: Database
  let clock: AdjustableClock
  let running: JobQueue[]
  let log: { message: string; fields: object }[]

  beforeEach(async () => {
    clock = AdjustableClock.running()
    database = await open({ clock })
    running = []
    log = []
  })
  afterEach(async () => {
    for (const queue of running) await queue.stop({ timeoutMs: 100 })
  })

  async function start(
    handlers: Record<string, JobHandler | [JobHandler, WorkOptions]>,
    { prepare, ...options }: { work?: boolean; pollSeconds?: number; prepare?: (queue: JobQueue) => void } = {},
  ): Promise<JobQueue> {
    const note = (fields: object, message: string) => void log.push({ fields, message })
    const queue = new PgBossQueue({ ...options, database, log: { info: note, warn: note } })
    for (const [name, entry] of Object.entries(handlers)) {
      if (Array.isArray(entry)) queue.work(name, ...entry)
      else queue.work(name, entry)
    }
    prepare?.(queue)
    await queue.start()
    running.push(queue)
    return queue
  }

  const states = async (): Promise<{ state: string; retry_count: number }[]> => {
    const { rows } = await sql<{ state: string; retry_count: number }>`
      select state::text, retry_count from pgboss.job where name = 'greet' order by created_on`.execute(database.kysely)
    return rows
  }
  const until = (check: () => Promise<void> | void, timeout = 180_000) => vi.waitFor(check, { timeout, interval: 50 })

  it('runs what was committed, once, and not what was rolled back', async () => {
    const done: Job[] = []
    const queue = await start({ greet: async (job) => void done.push(job) })
    await database.transaction(async (tx) => {
      await queue.enqueue(tx, 'greet', { id: 1 })
      expect(done).toEqual([])
    })
    await expect(
      database.transaction(async (tx) => {
        await queue.enqueue(tx, 'greet', { id: 2 })
        throw new Error('rolled back')
      }),
    ).rejects.toThrow('rolled back')
    await until(() => expect(done).toHaveLength(1))
    expect(done[0]).toMatchObject({ payload: { id: 1 }, attempt: 1, lastAttempt: false })
    await until(async () => expect(await states()).toMatchObject([{ state: 'completed' }]))
    expect(done).toHaveLength(1)
  })

  it('is woken by the commit, not by its polling', async () => {
    const done: number[] = []
    const handler: JobHandler = async ({ payload }) => void done.push(Number(payload['id']))
    const queue = await start({ greet: handler }, { pollSeconds: 3600 })
    for (let id = 0; id < 5; id += 1) {
      await database.transaction((tx) => queue.enqueue(tx, 'greet', { id }))
      await until(() => expect(done).toContain(id))
    }
  })

  it('goes through a heap of jobs without pausing after each', async () => {
    const done: number[] = []
    const handler: JobHandler = async ({ payload }) => {
      done.push(Number(payload['id']))
      if (payload['id'] === 3) throw new Error('no luck')
    }
    const queue = await start({ greet: [handler, { retryLimit: 0 }] }, { pollSeconds: 3600 })
    await database.transaction(async (tx) => {
      for (let id = 0; id < 20; id += 1) await queue.enqueue(tx, 'greet', { id })
    })
    await until(() => expect(done).toHaveLength(20))
  })

  it('can be stopped while it starts', async () => {
    const queue = new PgBossQueue({ database, log: { info: () => {}, warn: () => {} } })
    queue.work('greet', async () => {})
    const starting = queue.start()
    await queue.stop()
    await starting
    await expect(database.transaction((tx) => queue.enqueue(tx, 'greet', { id: 1 }))).rejects.toThrow(/not started/)
  })

  it('tells whoever waits for it that it could not start', async () => {
    const closed = await open({ clock })
    await closed.close()
    const queue = new PgBossQueue({ database: closed, log: { info: () => {}, warn: () => {} } })
    if (closed.kind === 'postgres') return
    await expect(queue.start()).rejects.toThrow(/closed/)
    await expect(queue.ready()).rejects.toThrow(/closed/)
    await queue.stop()
  })

  it('takes jobs from a process that only enqueues, also one that was started again', async () => {
    const done: number[] = []
    const handler: JobHandler = async ({ payload }) => void done.push(Number(payload['id']))
    for (const id of [1, 2]) {
      const producer = await start({ greet: handler }, { work: false })
      await database.transaction((tx) => producer.enqueue(tx, 'greet', { id }))
      await producer.stop()
    }
    expect(done).toEqual([])
    await start({ greet: handler })
    await until(() => expect(done).toEqual([1, 2]))
  })

  it('keeps a group to its share, so that a slow one leaves places to others', async () => {
    const held = new AbortController()
    const begun: string[] = []
    const handler: JobHandler = async ({ payload }) => {
      begun.push(String(payload['who']))
      if (payload['slow'] && !held.signal.aborted) await once(held.signal, 'abort')
    }
    const queue = await start({ greet: [handler, { concurrency: 6, groupShare: 2 }] }, { pollSeconds: 3600 })
    await database.transaction(async (tx) => {
      for (let n = 0; n < 20; n += 1) await queue.enqueue(tx, 'greet', { who: `slow ${n}`, slow: 1 }, { group: 'slow' })
      for (let n = 0; n < 5; n += 1) await queue.enqueue(tx, 'greet', { who: `fast ${n}` }, { group: 'fast' })
    })
    await until(() => expect(begun.filter((who) => who.startsWith('fast'))).toHaveLength(5))
    expect(begun.filter((who) => who.startsWith('slow'))).toHaveLength(2)
    // The last of the fast ones has begun; that it has ended is written down a little later.
    await expect.poll(() => queue.counts()).toMatchObject([{ waiting: 18, running: 2 }])
    held.abort()
    await until(() => expect(begun).toHaveLength(25))
  })

  it('begins what somebody waits for first, also when all places and the share are taken', async () => {
    const [held, person] = [new AbortController(), new AbortController()]
    const begun: string[] = []
    const handler: JobHandler = async ({ payload }) => {
      begun.push(String(payload['who']))
      const { signal } = payload['who'] === 'person' ? person : held
      if (!signal.aborted) await once(signal, 'abort')
    }
    const options = { concurrency: 2, urgentConcurrency: 1, groupShare: 2 }
    const queue = await start({ greet: [handler, options] }, { pollSeconds: 3600 })
    const group = 'bank'
    await database.transaction(async (tx) => {
      for (let n = 0; n < 5; n += 1) await queue.enqueue(tx, 'greet', { who: `run ${n}` }, { group, key: `run ${n}` })
    })
    await until(() => expect(begun).toHaveLength(2))
    await database.transaction((tx) => queue.enqueue(tx, 'greet', { who: 'person' }, { group, urgent: true }))
    await until(() => expect(begun.slice(2)).toEqual(['person']))
    // The person of a run that waits already, and of one that was put off, comes: both go before the others.
    const waiting = ['run 0', 'run 1', 'run 2', 'run 3', 'run 4'].filter((who) => !begun.includes(who))
    const [, , last = ''] = waiting
    const runAt = new Date(clock.now().getTime() + 3_600_000)
    await database.transaction(async (tx) => {
      await queue.enqueue(tx, 'greet', { who: 'put off' }, { group, key: 'put off', runAt })
      for (const who of [last, 'put off']) await queue.enqueue(tx, 'greet', { who }, { group, key: who, urgent: true })
    })
    // One after the other: two at once would take the share of those who are waited for.
    person.abort()
    await until(() => expect(begun).toHaveLength(4))
    held.abort()
    await until(() => expect(begun).toHaveLength(7))
    expect(begun.slice(3, 5).sort()).toEqual([last, 'put off'].sort())
  })

  it('refuses what would be lost or wait for ever', async () => {
    const queue = await start({})
    await expect(database.transaction((tx) => queue.enqueue(tx, 'unheard-of', { id: 1 }))).rejects.toThrow(/unheard-of/)
    const early = new PgBossQueue({ database, log: { info: () => {}, warn: () => {} } })
    await expect(database.transaction((tx) => early.enqueue(tx, 'greet', { id: 1 }))).rejects.toThrow(/not started/)
    expect(() => queue.work('late', async () => {})).toThrow(/before the queue is started/)
  })

  it('keeps one waiting and one running for each key', async () => {
    const gate = new AbortController()
    const done: number[] = []
    const queue = await start({
      greet: [
        async ({ payload }) => {
          if (!gate.signal.aborted) await once(gate.signal, 'abort')
          done.push(Number(payload['id']))
        },
        { concurrency: 3 },
      ],
    })
    const enqueue = (id: number, key: string) =>
      database.transaction((tx) => queue.enqueue(tx, 'greet', { id }, { key }))
    await enqueue(1, 'same')
    await until(async () => expect(await states()).toMatchObject([{ state: 'active' }]))
    await enqueue(2, 'same')
    await enqueue(3, 'same')
    await enqueue(4, 'other')
    await until(async () =>
      expect((await states()).map(({ state }) => state).sort()).toEqual(['active', 'active', 'created']),
    )
    gate.abort()
    await until(() => expect([...done].sort()).toEqual([1, 2, 4]))
  })

  it('tries again with a growing delay, says which try is the last, and tells when it was', async () => {
    const attempts: [number, boolean][] = []
    const exhausted: unknown[] = []
    const queue = await start({
      greet: [
        async ({ attempt, lastAttempt }) => {
          attempts.push([attempt, lastAttempt])
          throw Object.assign(new Error('no luck'), { password: 'hunter2' })
        },
        { retryLimit: 1, onExhausted: async (payload) => void exhausted.push(payload) },
      ],
    })
    await database.transaction((tx) => queue.enqueue(tx, 'greet', { id: 7 }))
    await until(() => expect(exhausted).toEqual([{ id: 7 }]))
    expect(attempts).toEqual([
      [1, false],
      [2, true],
    ])
    expect(await queue.counts()).toEqual([{ name: 'greet', waiting: 0, running: 0, exhausted: 1 }])
    const { rows } = await sql`select * from pgboss.job`.execute(database.kysely)
    expect(JSON.stringify(rows)).not.toContain('hunter2')
    expect(JSON.stringify(log)).not.toContain('hunter2')
  })

  it('gives nothing up while a job of the same key waits for its retry: that one does for both', async () => {
    const exhausted: unknown[] = []
    const options = { onExhausted: async (payload: unknown) => void exhausted.push(payload) }
    const fails: JobHandler = async () => {
      throw new Error('killed')
    }
    const producer = await start({ greet: [fails, options] }, { work: false })
    await database.transaction((tx) => producer.enqueue(tx, 'greet', { id: 1 }, { key: 'run' }))
    await sql`update pgboss.job set state = 'retry', start_after = now() + interval '1 hour'`.execute(database.kysely)
    await database.transaction((tx) => producer.enqueue(tx, 'greet', { id: 2 }, { key: 'run' }))
    await producer.stop()
    const queue = await start({ greet: [fails, options] })
    await until(async () => {
      const { rows } =
        await sql`select data->>'id' as id, state from pgboss.job where name = 'greet' order by 1`.execute(
          database.kysely,
        )
      expect(rows).toEqual([
        { id: '1', state: 'retry' },
        { id: '2', state: 'failed' },
      ])
      expect(await queue.counts()).toEqual([{ name: 'greet', waiting: 1, running: 0, exhausted: 0 }])
    })
    expect(exhausted).toEqual([])
  })

  it('runs a job when the clock port says so, and as soon as that clock is moved there', async () => {
    const done: number[] = []
    const queue = await start({ greet: async ({ payload }) => void done.push(Number(payload['id'])) })
    const day = 86_400_000
    const runAt = new Date(clock.now().getTime() + 30 * day)
    await database.transaction((tx) => queue.enqueue(tx, 'greet', { id: 1 }, { runAt }))
    await database.transaction((tx) => queue.enqueue(tx, 'greet', { id: 2 }))
    await until(() => expect(done).toEqual([2]))
    clock.advance(29 * day)
    await queue.clockAdvanced(29 * day)
    await database.transaction((tx) =>
      queue.enqueue(tx, 'greet', { id: 3 }, { runAt: new Date(clock.now().getTime() - 1) }),
    )
    await until(() => expect(done).toEqual([2, 3]))
    clock.advance(2 * day)
    await queue.clockAdvanced(2 * day)
    await until(() => expect(done).toEqual([2, 3, 1]))
  })

  it('keeps schedules, drops those that are gone, and runs each once when time was moved', async () => {
    const runs: unknown[] = []
    const handler: JobHandler = async ({ payload }) => void runs.push(payload)
    const nightly = (fresh: JobQueue) => fresh.schedule('greet', '0 3 * * *', { payload: { n: 1 } })
    const queue = await start({ greet: handler }, { prepare: nightly })
    const schedules = async () => (await sql`select name, cron from pgboss.schedule`.execute(database.kysely)).rows
    expect(await schedules()).toEqual([{ name: 'greet', cron: '0 3 * * *' }])
    await queue.clockAdvanced(86_400_000)
    await until(() => expect(runs).toEqual([{ n: 1 }]))
    await queue.stop()
    await start({ greet: async () => {} })
    expect(await schedules()).toEqual([])
  })

  it('hands back what is running when the process stops, without counting an attempt', async () => {
    const seen: Job[] = []
    const hold: JobHandler = async (job) => {
      seen.push(job)
      await once(job.signal, 'abort')
      throw job.signal.reason
    }
    const queue = await start({ greet: hold })
    await database.transaction((tx) => queue.enqueue(tx, 'greet', { id: 1 }))
    await until(() => expect(seen).toHaveLength(1))
    await queue.stop()
    expect(await states()).toEqual([{ state: 'retry', retry_count: 0 }])
    const done: Job[] = []
    await start({ greet: async (job) => void done.push(job) })
    await until(() => expect(done).toHaveLength(1))
    expect(done[0]?.attempt).toBe(1)
  })

  it('lets a job end that can, and hands back one that does not listen', async () => {
    let finish = (): void => {}
    const finished = new Promise<void>((resolve) => {
      finish = resolve
    })
    const begun: number[] = []
    const queue = await start({
      greet: [
        async ({ payload, signal }) => {
          begun.push(Number(payload['id']))
          if (payload['id'] === 1) await once(signal, 'abort')
          else await finished
        },
        { concurrency: 2 },
      ],
    })
    await database.transaction((tx) => queue.enqueue(tx, 'greet', { id: 1 }))
    await database.transaction((tx) => queue.enqueue(tx, 'greet', { id: 2 }))
    await until(() => expect([...begun].sort()).toEqual([1, 2]))
    await queue.stop({ timeoutMs: 200 })
    finish()
    expect((await states()).map(({ state }) => state).sort()).toEqual(['completed', 'retry'])
  })

  it('runs again at once, when embedded, what a killed process had begun; but not for ever', async () => {
    if (database.kind !== 'pglite') return
    const producer = await start({ greet: async () => {} }, { work: false })
    for (const id of [1, 2])
      await database.transaction((tx) => producer.enqueue(tx, 'greet', { id }, { retryLimit: 1 }))
    await producer.stop()
    // As a process leaves them that is killed in the middle: the first one for the second time.
    await sql`update pgboss.job set state = 'active', started_on = now(),
      retry_count = case when data ->> 'id' = '1' then 1 else 0 end`.execute(database.kysely)
    const done: Job[] = []
    const exhausted: unknown[] = []
    const onExhausted = async (payload: unknown) => void exhausted.push(payload)
    await start({ greet: [async (job) => void done.push(job), { onExhausted }] }, { pollSeconds: 3600 })
    await until(() => expect(done).toHaveLength(1))
    expect(done[0]).toMatchObject({ payload: { id: 2 }, attempt: 2, lastAttempt: true })
    await until(() => expect(exhausted).toEqual([{ id: 1 }]))
  })
})
