import { HandleEmptyInListsPlugin, Kysely, replaceWithNoncontingentExpression, type Transaction } from 'kysely'
import { type Clock, systemClock } from '../clock.ts'
import type { JobConnection } from './job-connection.ts'
import type { DatabaseLog, DatabaseStats, OpenedStore } from './opened-store.ts'
import { openEmbedded } from './pglite/embedded.ts'
import { openPostgres } from './postgres/open-postgres.ts'
import type { Schema } from './schema.ts'
import { SessionDialect } from './session-dialect.ts'
import { TransactionScope } from './transaction-scope.ts'
import { type OnStatement, watchedSource } from './watched-source.ts'

export type { DatabaseLog, DatabaseStats } from './opened-store.ts'
export type { OnStatement } from './watched-source.ts'

export type Tx = Transaction<Schema>

export interface Database {
  readonly kind: 'pglite' | 'postgres'
  /**
   * For single statements. Inside a transaction use its `tx`: this handle throws there, because on PGlite it would wait
   * for ever for the session that the transaction holds.
   */
  readonly kysely: Kysely<Schema>
  /** Runs `work` in one transaction (READ COMMITTED): committed when it returns, rolled back when it throws. */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /** For pg-boss: statements of its own, never inside a transaction of ours. */
  readonly jobs: JobConnection
  /** The clock this process lives by. */
  readonly clock: Clock
  stats(): DatabaseStats
  /** Embedded: VACUUM and ANALYZE, which PostgreSQL does by itself and PGlite, without background processes, does not. */
  maintain(): Promise<void>
  /** Waits for what is running, then closes. Safe to call twice. */
  close(): Promise<void>
}

export interface OpenDatabaseOptions {
  /** `postgres://…`: PostgreSQL 15 or newer. Wins over `dataDir`. */
  databaseUrl?: string | undefined
  /** Directory of the embedded database; made when absent. */
  dataDir?: string | undefined
  clock?: Clock
  log?: DatabaseLog
  /** Embedded: every commit reaches the disk (default). Tests switch it off. */
  durable?: boolean
  /** PostgreSQL: connections at most, default 10. pg-boss has its own few. */
  poolSize?: number
  /** Embedded: directory to copy for a new store; default the one of `templateLocation()`; `null` for none. */
  template?: string | null
  /** Told of every statement of ours before it is sent, `begin` and `commit` among them: for tests and benches that count. */
  onStatement?: OnStatement | undefined
}

/** Opens the database. Does not migrate: `migrate` does. */
export async function openDatabase(options: OpenDatabaseOptions): Promise<Database> {
  const { databaseUrl, dataDir, clock = systemClock, log = silent, onStatement } = options
  const scope = new TransactionScope()
  if (databaseUrl !== undefined) {
    return assemble({
      ...openPostgres({ databaseUrl, poolSize: options.poolSize, log }),
      kind: 'postgres',
      clock,
      scope,
      onStatement,
    })
  }
  if (dataDir === undefined) throw new Error('Neither DATABASE_URL nor RACCORD_DATA says where the database is')
  const { durable = true, template } = options
  const embedded = await openEmbedded({ dataDir, durable, template, scope, log })
  return assemble({ ...embedded, kind: 'pglite', clock, scope, onStatement })
}

/**
 * No `in ()` reaches a database, where it is a syntax error: nothing is in an empty list, and everything is not in it. For
 * every query at once, so that no repository has to think of it.
 */
const emptyLists = new HandleEmptyInListsPlugin({ strategy: replaceWithNoncontingentExpression })

interface Assembly extends OpenedStore {
  kind: Database['kind']
  clock: Clock
  scope: TransactionScope
  onStatement: OnStatement | undefined
}

function assemble({ source, scope, onStatement, ...rest }: Assembly): Database {
  const sessions = onStatement ? watchedSource(source, onStatement) : source
  const kysely = new Kysely<Schema>({ dialect: new SessionDialect(sessions, scope), plugins: [emptyLists] })
  let closing: Promise<void> | undefined
  return {
    ...rest,
    kysely,
    transaction: (work) => scope.run((body) => kysely.transaction().execute((tx) => body(() => work(tx)))),
    close: () => {
      // Not only `kysely.destroy()`: it does nothing on a handle that has run no query yet.
      closing ??= kysely.destroy().then(() => source.close())
      return closing
    },
  }
}

const silent: DatabaseLog = { info: () => {}, warn: () => {} }
