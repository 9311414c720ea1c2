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

/** Translates what a driver threw; anything that is not the database's own error passes unchanged. */
export function toDatabaseError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof DatabaseError) return error
  const fields = error as Error & { code?: unknown; constraint?: unknown; table?: unknown; column?: unknown }
  // Node's own errors have codes as well (ECONNREFUSED, ERR_…): a SQLSTATE is five capitals or digits.
  if (typeof fields.code !== 'string' || !/^[0-9A-Z]{5}$/.test(fields.code)) return error
  const wrapped = new DatabaseError(quiet(error.message), { ...fields, code: fields.code })
  if (error.stack !== undefined) wrapped.stack = `${wrapped.name}: ${wrapped.message}\n${frames(error.stack)}`
  return wrapped
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
