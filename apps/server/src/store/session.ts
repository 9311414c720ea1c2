/** One session of a database, PGlite's only one or a pooled connection of PostgreSQL. */
export interface Session {
  /** One statement; or, without parameters, any number of them, of which the last one's result is returned. */
  query(sql: string, parameters: readonly unknown[]): Promise<StatementResult>
  /** Gives the session back; `broken` drops the connection, where there is one to drop. */
  release(broken?: boolean): void
}

export interface StatementResult {
  rows: Record<string, unknown>[]
  affectedRows: number | undefined
  /** The command tag's verb: `SELECT`, `ROLLBACK`, … */
  command: string | undefined
}

/** Where sessions come from. */
export interface SessionSource {
  acquire(): Promise<Session>
  close(): Promise<void>
}
