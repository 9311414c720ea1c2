import { oneLine } from './one-line.ts'
import type { StatementEntry } from './statement.ts'

/** Who: the other party, else what the entry is called. */
export function payeeOf({ payee, label }: StatementEntry, most?: number): string {
  return oneLine(payee || label, most)
}

/** What: all that the bank passed on, on one line; nothing where the payee says it already. */
export function notesOf(entry: StatementEntry, most?: number): string {
  const notes = oneLine(entry.remittance.join(' ') || (entry.payee ? entry.label : ''), most)
  return notes === payeeOf(entry, most) ? '' : notes
}

/** In formats that know one currency for an account: an amount in another one says so where words stand. */
export function foreignNote(entry: StatementEntry, accountCurrency: string): string {
  return entry.currency === accountCurrency ? '' : `[${entry.currency}] `
}
