import type { JobConnection } from './job-connection.ts'
import type { SessionSource } from './session.ts'

/** What each kind of database brings; `openDatabase` puts Kysely on top. */
export interface OpenedStore {
  source: SessionSource
  jobs: JobConnection
  stats(): DatabaseStats
  maintain(): Promise<void>
}

export interface DatabaseStats {
  /** fsync calls that reached the disk since opening; undefined where they are not ours to count. */
  fsyncs: number | undefined
  /** Statements and transactions waiting for a session right now. */
  waiting: number
  /** Sessions at work and at rest. */
  busy: number
  idle: number
}

/** The part of a pino logger that the store uses. */
export interface DatabaseLog {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
}
