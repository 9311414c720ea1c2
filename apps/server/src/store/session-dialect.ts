import {
  type CompiledQuery,
  type DatabaseConnection,
  type DatabaseIntrospector,
  type Dialect,
  type Driver,
  type Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
  type TransactionSettings,
} from 'kysely'
import type { Session, SessionSource } from './session.ts'
import type { TransactionScope } from './transaction-scope.ts'

/**
 * Kysely's PostgreSQL dialect over our sessions. One driver for PGlite and PostgreSQL, so that errors, types and the
 * guard against nested use cannot differ between what is developed on and what is run.
 */
export class SessionDialect implements Dialect {
  readonly #source: SessionSource
  readonly #scope: TransactionScope

  constructor(source: SessionSource, scope: TransactionScope) {
    this.#source = source
    this.#scope = scope
  }

  createDriver(): Driver {
    return new SessionDriver(this.#source, this.#scope)
  }

  createQueryCompiler(): PostgresQueryCompiler {
    return new PostgresQueryCompiler()
  }

  createAdapter(): PostgresAdapter {
    return new PostgresAdapter()
  }

  createIntrospector(db: Kysely<unknown>): DatabaseIntrospector {
    return new PostgresIntrospector(db)
  }
}

class SessionDriver implements Driver {
  readonly #source: SessionSource
  readonly #scope: TransactionScope

  constructor(source: SessionSource, scope: TransactionScope) {
    this.#source = source
    this.#scope = scope
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<SessionConnection> {
    this.#scope.refuseInside()
    return new SessionConnection(await this.#source.acquire())
  }

  async beginTransaction(connection: SessionConnection, settings: TransactionSettings): Promise<void> {
    this.#scope.refuseUntracked()
    const isolation = settings.isolationLevel ? ` isolation level ${settings.isolationLevel}` : ''
    await connection.run(`begin${isolation}${settings.accessMode ? ` ${settings.accessMode}` : ''}`)
  }

  async commitTransaction(connection: SessionConnection): Promise<void> {
    // After a failed statement PostgreSQL answers COMMIT with ROLLBACK, politely: nothing was kept, and someone
    // swallowed the reason. Silence here would be an acknowledged loss.
    if ((await connection.run('commit')) === 'ROLLBACK') {
      throw new Error('Nothing was committed: a statement of this transaction had failed and its error was swallowed.')
    }
  }

  async rollbackTransaction(connection: SessionConnection): Promise<void> {
    try {
      await connection.run('rollback')
    } catch (error) {
      connection.broken = true
      throw error
    }
  }

  async releaseConnection(connection: SessionConnection): Promise<void> {
    connection.release()
  }

  async destroy(): Promise<void> {
    await this.#source.close()
  }
}

class SessionConnection implements DatabaseConnection {
  readonly #session: Session
  broken = false

  constructor(session: Session) {
    this.#session = session
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const { rows, affectedRows } = await this.#session.query(query.sql, query.parameters)
    return {
      rows: rows as R[],
      ...(affectedRows === undefined ? {} : { numAffectedRows: BigInt(affectedRows) }),
    }
  }

  // biome-ignore lint/correctness/useYield: Kysely demands the method; large reads go through a cursor of SQL's own.
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('Streaming is not offered: PGlite has none. Declare a cursor inside a transaction.')
  }

  async run(sql: string): Promise<string | undefined> {
    return (await this.#session.query(sql, [])).command
  }

  release(): void {
    this.#session.release(this.broken)
  }
}
