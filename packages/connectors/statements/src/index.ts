export { calendarDay, existingDay } from './calendar-day.ts'
export {
  formatOf,
  readPackedStatement,
  readStatement,
  readStatementByTurns,
  type StatementContext,
  type StatementFormat,
  statementReader,
} from './read-statement.ts'
export { type EntryRule, StatementError, type StatementPart, type StatementReader } from './statement-part.ts'
export type { Statement } from './statement-sections.ts'
export { type UnpackedFile, unpack } from './unpack.ts'
