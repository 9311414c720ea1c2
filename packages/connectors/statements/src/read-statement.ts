import type { BankBalance, BankTransaction } from '@raccord/connector-kit'
import { createCamtReader } from './camt/camt-reader.ts'
import { createMt940Reader } from './mt940/mt940-reader.ts'
import { type EntryRule, StatementError, type StatementReader } from './statement-part.ts'

export type StatementFormat = 'camt' | 'mt940'

export type Statement =
  | {
      readonly kind: 'statement'
      readonly transactions: readonly BankTransaction[]
      readonly balances: readonly BankBalance[]
      readonly skipped: readonly EntryRule[]
    }
  /** `why` is our words, never the bank's. */
  | { readonly kind: 'unreadable'; readonly why: string }

/** What a text is, by how it begins: headers of banks are wrong too often. `undefined`: neither. */
export function formatOf(text: string): StatementFormat | undefined {
  const head = text
    .slice(0, 400)
    .replace(/^\uFEFF/, '')
    .trimStart()
  if (head.startsWith('<')) return 'camt'
  return /^(?:\{1:|:\d{2}[A-Z]?:|-?\s*:20:)|(?:^|\n):(?:20|25|61):/.test(head) ? 'mt940' : undefined
}

/** `currency`: that of the account, for MT940 files that name none. */
export function statementReader(format: StatementFormat, currency?: string, zone?: string): StatementReader {
  return format === 'camt' ? createCamtReader(zone) : createMt940Reader(currency)
}

/** A statement that is in memory as a whole, as a bank's answer is. */
export function readStatement(text: string, currency?: string): Statement {
  const format = formatOf(text)
  if (format === undefined) return { kind: 'unreadable', why: 'neither camt nor MT940' }
  const reader = statementReader(format, currency)
  const transactions: BankTransaction[] = []
  const balances: BankBalance[] = []
  const skipped: EntryRule[] = []
  try {
    for (const part of [...reader.push(text), ...reader.end()]) {
      if (part.kind === 'entry') transactions.push(part.entry)
      else if (part.kind === 'balance') balances.push(part.balance)
      else if (part.kind === 'skipped') skipped.push(part.rule)
    }
  } catch (error) {
    if (error instanceof StatementError) return { kind: 'unreadable', why: error.message }
    throw error
  }
  return { kind: 'statement', transactions, balances, skipped }
}
