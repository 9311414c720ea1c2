import { randomInt } from 'node:crypto'
import { sql } from 'kysely'
import pg from 'pg'
import type { Database, DatabaseLog } from './database.ts'

/** Tells the living processes of this installation from the dead ones. */
export interface Presence {
  /** Name of this process; a restarted one has another. */
  readonly own: string
  /** Whether that process may still be at work. */
  alive(name: string): Promise<boolean>
  /** How many there are, this one included. */
  count(): Promise<number>
  close(): Promise<void>
}

/** First half of the advisory locks that stand for a living process each; the second half is its name. */
const LOCK_CLASS = 72_979_999
const RECONNECT_MS = 1000

/**
 * On PostgreSQL each process holds an advisory lock on a connection of its own: the kernel closes that connection the
 * moment the process dies, so the others know at once, and no clock or heartbeat can be wrong about it. (A machine that
 * vanishes is noticed when TCP gives up; whoever relies on presence has a deadline besides.) The embedded database is one
 * process: any other name is of a former one.
 */
export async function announcePresence(
  database: Database,
  databaseUrl: string | undefined,
  log: DatabaseLog,
): Promise<Presence> {
  const number = randomInt(1, 2 ** 31)
  const own = String(number)
  if (database.kind === 'pglite' || databaseUrl === undefined)
    return { own, alive: async (name) => name === own, count: async () => 1, close: async () => {} }
  const hold = await holdLock(databaseUrl, number, log)
  return {
    own,
    alive: async (name) => name === own || (await isHeld(database, name)),
    count: () => countHeld(database),
    close: hold.end,
  }
}

async function isHeld(database: Database, name: string): Promise<boolean> {
  if (!/^\d{1,10}$/.test(name)) return false
  const { rows } = await sql<{ held: boolean }>`
    select exists (
      select 1 from pg_locks
      where locktype = 'advisory' and granted and objsubid = 2
        and classid::bigint = ${LOCK_CLASS} and objid::bigint = ${Number(name)}
        and database = (select oid from pg_database where datname = current_database())
    ) as held`.execute(database.kysely)
  return rows[0]?.held === true
}

async function countHeld(database: Database): Promise<number> {
  const { rows } = await sql<{ held: number }>`
    select count(*)::int as held from pg_locks
    where locktype = 'advisory' and granted and objsubid = 2 and classid::bigint = ${LOCK_CLASS}
      and database = (select oid from pg_database where datname = current_database())`.execute(database.kysely)
  return Math.max(1, rows[0]?.held ?? 1)
}

/** Takes the lock, and takes it again whenever the connection is lost. */
async function holdLock(databaseUrl: string, number: number, log: DatabaseLog): Promise<{ end(): Promise<void> }> {
  let client: pg.Client | undefined
  let ended = false
  let timer: NodeJS.Timeout | undefined
  const again = (error: Error): void => {
    if (ended || timer !== undefined) return
    log.warn({ reason: error.message }, 'lost the connection that tells of this process')
    timer = setTimeout(() => {
      timer = undefined
      connect().catch(again)
    }, RECONNECT_MS)
    timer.unref()
  }
  const connect = async (): Promise<void> => {
    const next = new pg.Client({
      connectionString: databaseUrl,
      application_name: 'raccord presence',
      keepAlive: true,
      connectionTimeoutMillis: 10_000,
    })
    next.on('error', again)
    next.on('end', () => again(new Error('connection ended')))
    client = next
    await next.connect()
    await next.query('select pg_advisory_lock($1, $2)', [LOCK_CLASS, number])
  }
  await connect()
  return {
    async end() {
      ended = true
      clearTimeout(timer)
      await client?.end()
    },
  }
}
