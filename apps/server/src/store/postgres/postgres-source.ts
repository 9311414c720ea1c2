import pg from 'pg'
import { DatabaseUnavailableError } from '../../database-unavailable.ts'
import { toConnectError, toDatabaseError } from '../database-error.ts'
import type { Session, SessionSource } from '../session.ts'
import { typeParser } from './type-parser.ts'

export interface PostgresOptions {
  databaseUrl: string
  /** Connections at most. */
  poolSize?: number
  /** Shown in `pg_stat_activity`. */
  applicationName?: string
  onError: (error: Error) => void
}

type Answer = pg.QueryResult<Record<string, unknown>>

const SECOND = 1000

/** A server that stands still answers no limit of its own: longer than `statement_timeout`, so that one comes first. */
const ANSWER_MS = 40 * SECOND

/** A pool of PostgreSQL connections, every session set up alike. */
export class PostgresSource implements SessionSource {
  readonly pool: pg.Pool

  constructor({ databaseUrl, poolSize = 10, applicationName = 'raccord', onError }: PostgresOptions) {
    this.pool = new pg.Pool({
      connectionString: withoutOptions(databaseUrl),
      max: poolSize,
      application_name: applicationName,
      connectionTimeoutMillis: 10 * SECOND,
      // No query of ours is meant to last: one that does holds locks that others wait for. `migrate` and `transfer`
      // lift the limit for themselves.
      statement_timeout: 30 * SECOND,
      lock_timeout: 10 * SECOND,
      idle_in_transaction_session_timeout: 60 * SECOND,
      options: sessionOptions(databaseUrl),
      types: { getTypeParser: typeParser },
    })
    // An idle connection that the server ends (restart, failover) reports here, or would bring the process down.
    this.pool.on('error', onError)
    // One in use has no listener of the pool's: it would bring the process down, though whoever uses it is told by its query.
    this.pool.on('connect', (client) => void client.on('error', () => {}))
  }

  async acquire(): Promise<Session> {
    const client = await this.pool.connect().catch((error: unknown) => {
      throw toConnectError(error)
    })
    let lost = false
    // Whoever lifts the server's limit for himself (`migrate`, `transfer`) lifts ours.
    let limit: number | undefined = ANSWER_MS
    return {
      query: async (sql, parameters) => {
        if (/\bstatement_timeout\b/.test(sql)) limit = undefined
        try {
          const answer: Answer | Answer[] = await client.query<Record<string, unknown>>({
            text: sql,
            values: [...parameters],
            ...(limit === undefined ? {} : { query_timeout: limit }),
          })
          // `pg` answers an array when the text held several statements.
          const result = Array.isArray(answer) ? answer.at(-1) : answer
          return { rows: result?.rows ?? [], affectedRows: result?.rowCount ?? undefined, command: result?.command }
        } catch (error) {
          const known = toDatabaseError(error)
          if (known instanceof DatabaseUnavailableError && known.trouble === 'away') lost = true
          throw known
        }
      },
      release: (broken) => client.release(broken === true || lost),
    }
  }

  async close(): Promise<void> {
    if (!this.pool.ended && !this.pool.ending) await this.pool.end()
  }
}

/** Options in the URL would replace ours, not join them: `search_path` there must not cost the time zone here. */
function sessionOptions(databaseUrl: string): string {
  const given = URL.canParse(databaseUrl) ? new URL(databaseUrl).searchParams.get('options') : null
  return [given, '-c TimeZone=UTC -c DateStyle=ISO -c bytea_output=hex'].filter((part) => part !== null).join(' ')
}

function withoutOptions(databaseUrl: string): string {
  if (!URL.canParse(databaseUrl)) return databaseUrl
  const url = new URL(databaseUrl)
  url.searchParams.delete('options')
  return url.href
}
