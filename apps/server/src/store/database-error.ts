import { type DatabaseTrouble, DatabaseUnavailableError } from '../database-unavailable.ts'

/**
 * An error of the database, the same class and fields on PGlite and PostgreSQL.
 *
 * Both drivers hang the failed statement, its parameters or the offending row on what they throw, and a logger that
 * walks the properties would print them: a password hash, a sealed token, somebody's e-mail. Only what identifies the
 * rule that was broken is carried over.
 */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError'
  /** SQLSTATE, five characters. PostgreSQL documentation, appendix A. */
  readonly code: string
  readonly constraint: string | undefined
  readonly table: string | undefined
  readonly column: string | undefined

  constructor(message: string, fields: { code: string; constraint?: unknown; table?: unknown; column?: unknown }) {
    super(message)
    this.code = fields.code
    this.constraint = text(fields.constraint)
    this.table = text(fields.table)
    this.column = text(fields.column)
  }
}

/**
 * SQLSTATEs that say that the database itself is the trouble, not the statement (PostgreSQL documentation, appendix A). The one
 * place where that is decided, for the API, the pages, the queue and the probe alike.
 */
const troubles: readonly (readonly [RegExp, DatabaseTrouble])[] = [
  [/^53100$/, 'full'],
  // A standby after a failover, or an operator's `default_transaction_read_only`.
  [/^25006$/, 'read_only'],
  // Memory, connections, locks and time run out under load.
  [/^(53...|55P03|57014)$/, 'busy'],
  // Connections lost or refused; shutdown, crash, start-up, a dropped database; reads and writes that fail.
  [/^(08...|57P0[1-5]|58...|F0000)$/, 'away'],
]

/** Node's and the driver's own words for a connection that is no more; they carry no SQLSTATE. */
const lostConnection =
  /^(Connection terminated|Connection ended|Client has encountered a connection error|Client was closed|Query read timeout|Cannot use a pool)/

/** Translates what a driver threw; anything that is not the database's own error passes unchanged. */
export function toDatabaseError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof DatabaseError || error instanceof DatabaseUnavailableError)
    return error
  const trouble = troubleOf(error)
  if (trouble !== undefined) return new DatabaseUnavailableError(trouble, quiet(error.message), codeOf(error))
  const fields = error as Error & { code?: unknown; constraint?: unknown; table?: unknown; column?: unknown }
  // Node's own errors have codes as well (ECONNREFUSED, ERR_…): a SQLSTATE is five capitals or digits.
  if (typeof fields.code !== 'string' || !/^[0-9A-Z]{5}$/.test(fields.code)) return error
  const wrapped = new DatabaseError(quiet(error.message), { ...fields, code: fields.code })
  if (error.stack !== undefined) wrapped.stack = `${wrapped.name}: ${wrapped.message}\n${frames(error.stack)}`
  return wrapped
}

/** Nobody gets a session: whatever the reason is, no statement was at fault. */
export function toConnectError(error: unknown): DatabaseUnavailableError {
  if (error instanceof DatabaseUnavailableError) return error
  if (!(error instanceof Error)) return new DatabaseUnavailableError('away', 'it can not be reached')
  // Two addresses of one name make an AggregateError without words.
  const reason = error.message === '' ? (codeOf(error) ?? error.name) : error.message
  // The pool had none to give, or the server.
  const busy = /^timeout exceeded when trying to connect/.test(reason) || troubleOf(error) === 'busy'
  return new DatabaseUnavailableError(busy ? 'busy' : 'away', reason, codeOf(error))
}

function troubleOf(error: Error): DatabaseTrouble | undefined {
  const code = codeOf(error)
  const known = code === undefined ? undefined : troubles.find(([pattern]) => pattern.test(code))
  if (known !== undefined) return known[1]
  if (code !== undefined && /^(ECONN|EPIPE|ETIMEDOUT|EHOST|ENET|ENOTFOUND|EAI_)/.test(code)) return 'away'
  return lostConnection.test(error.message) ? 'away' : undefined
}

function codeOf(error: Error): string | undefined {
  return text((error as { code?: unknown }).code)
}

/** A broken `unique` rule: of any constraint, or of the one named. */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  return (
    error instanceof DatabaseError &&
    error.code === '23505' &&
    (constraint === undefined || error.constraint === constraint)
  )
}

/** PostgreSQL quotes the value it could not read (`invalid input syntax for type uuid: "…"`): it stays out. */
function quiet(message: string): string {
  return message.replace(/^(invalid input (?:syntax|value) for [^:]*): .*$/s, '$1')
}

function frames(stack: string): string {
  return stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n')
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}
