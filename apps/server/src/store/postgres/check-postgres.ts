import pg from 'pg'
import { isTransactionPooled } from './pooling.ts'

/** Oldest release whose SQL we use. */
const OLDEST = 15

/**
 * Asks a PostgreSQL once, at start, whether it will do. The answer to the first request would be the same, but without the
 * name of the setting. Nothing of the address but host, port and database's name is ever told.
 *
 * @throws Error a sentence for the operator
 */
export async function checkPostgres(databaseUrl: string): Promise<void> {
  const client = connectionTo(databaseUrl)
  // What comes after the connection broke is told by the query that waits.
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query<Facts>(facts)
    const problem = rows[0] && unfit(rows[0])
    if (problem !== undefined) throw new Error(`DATABASE_URL: ${problem}`)
    // Whether there is room for more connections is for the pool to find out.
    if (await isTransactionPooled(databaseUrl).catch(() => false)) throw new Error(`DATABASE_URL: ${poolerProblem}`)
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('DATABASE_URL: ')) throw error
    throw new Error(`DATABASE_URL: ${connectionProblem(error, client)}`)
  } finally {
    await client.end().catch(() => {})
  }
}

interface Facts {
  readonly version: number
  readonly standby: boolean
  readonly schema: string | null
  readonly creates: boolean | null
  readonly known: boolean
}

/** What is there already needs no right to make it. */
const facts = `
  select current_setting('server_version_num')::int / 10000 as version, pg_is_in_recovery() as standby,
    current_schema() as schema,
    has_schema_privilege(current_schema(), 'create')
      and (has_database_privilege(current_database(), 'create') or to_regnamespace('pgboss') is not null) as creates,
    to_regclass('schema_migration') is not null as known`

function unfit({ version, standby, schema, creates, known }: Facts): string | undefined {
  if (version < OLDEST) return `the server is PostgreSQL ${version}; ${OLDEST} or newer is needed.`
  if (standby) return 'the server is a standby that can only be read from. Name the primary.'
  if (schema === null) return 'the account has no schema that it may use. Check its search_path and rights.'
  if (!creates && !known) return 'the account may not create tables and schemas. Make it the owner of its database.'
  return undefined
}

const poolerProblem =
  'a pooler in transaction mode stands before the server: locks and notices of sessions do not get through. Name the server itself, or a pool in session mode.'

function connectionTo(databaseUrl: string): pg.Client {
  try {
    return new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 })
  } catch (error) {
    // A parameter that names a file (sslrootcert) is read here.
    throw new Error(`DATABASE_URL: it can't be used (${codeOf(error)}). Check its parameters.`)
  }
}

function connectionProblem(error: unknown, { host, port, database, user }: pg.Client): string {
  const where = host.startsWith('/') ? host : `${host}:${port}`
  const code = codeOf(error)
  switch (code) {
    case 'ECONNREFUSED':
      return `nothing answers at ${where} (ECONNREFUSED). Is PostgreSQL running there?`
    case 'ENOENT':
      return `there is no socket of PostgreSQL at ${where} (ENOENT).`
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `the host ${host} is not known (${code}).`
    case '3D000':
      return `there is no database ${quoted(database)} at ${where}. Create it first.`
    case '28P01':
      return `the server at ${where} does not accept the password of user ${quoted(user)}.`
    case '28000':
      return `the server at ${where} does not let user ${quoted(user)} in: there is no such user, or pg_hba.conf forbids it.`
    case '53300':
      return `the server at ${where} has no connection left. Raise its max_connections, or lower RACCORD_MAX_POOL.`
    case '57P03':
      return `the server at ${where} is just starting or stopping. Try again.`
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'ETIMEDOUT':
    case 'ECONNRESET':
      return `${where} can't be reached (${code}).`
  }
  const message = error instanceof Error ? error.message : ''
  if (/timeout/i.test(message)) return `${where} does not answer within 10 seconds.`
  if (/does not support SSL/.test(message)) return `the server at ${where} does not speak TLS, which sslmode asks for.`
  if (/password must be a string/i.test(message)) return `the server at ${where} asks for a password, and none is set.`
  if (/certificate|self.signed/i.test(message)) return `the certificate of ${where} is not accepted (${code}).`
  return `PostgreSQL at ${where} can't be used (${code}).`
}

/** Of an attempt at several addresses of a name: that of the first. */
function codeOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0])
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' ? code : 'no reason given'
}

function quoted(name: string | undefined): string {
  return JSON.stringify(name ?? '')
}
