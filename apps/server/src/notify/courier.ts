import { sql } from 'kysely'
import type { Database, Tx } from '../store/database.ts'
import { putInLine } from './put-in-line.ts'

export interface Courier {
  start(): void
  /** One look: what is new gets its place, and what is due its job. */
  look(): Promise<void>
  stop(): Promise<void>
}

/** Seconds until a job that was put in line and is not heard of is put there again. */
const leaseSeconds = 60

/**
 * Looks every second for news and for webhooks that are due. Not a job by itself: one for each event would be a second write in every
 * synchronisation, and would make order out of nothing.
 */
export function createCourier(deps: {
  readonly database: Database
  readonly enqueue: (tx: Tx, webhookId: string) => Promise<void>
  readonly report: (error: unknown) => void
  readonly everyMs?: number
}): Courier {
  const { database, everyMs = 1000 } = deps
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> | undefined
  let state: 'new' | 'started' | 'stopped' = 'new'

  async function look(): Promise<void> {
    await putInLine(database)
    const now = database.clock.now()
    const due = sql<{
      id: string
    }>`update webhook set due_at = ${now}::timestamptz + interval '${sql.lit(leaseSeconds)} seconds'
      where due_at <= ${now}::timestamptz and paused_at is null returning id`
    const any =
      await sql`select from webhook where due_at <= ${now}::timestamptz and paused_at is null limit 1`.execute(
        database.kysely,
      )
    if (any.rows.length === 0) return
    await database.transaction(async (tx) => {
      for (const { id } of (await due.execute(tx)).rows) await deps.enqueue(tx, id)
    })
  }

  function run(): void {
    if (state !== 'started') return
    running = look()
      .catch(deps.report)
      .finally(() => {
        running = undefined
        if (state === 'started') timer = setTimeout(run, everyMs).unref()
      })
  }

  return {
    start() {
      state = 'started'
      run()
    },
    look,
    async stop() {
      state = 'stopped'
      clearTimeout(timer)
      await running
    },
  }
}
