export { readStatement, type Statement, type StatementFormat, statementReader } from './read-statement.ts'
export { type EntryRule, StatementError, type StatementPart, type StatementReader } from './statement-part.ts'
