import type { BankBalance, BankTransaction } from '@raccord/connector-kit'

/** One thing found in a statement, in the order of the file. */
export type StatementPart =
  /** Which account what follows belongs to: a file may hold several. */
  | { readonly kind: 'account'; readonly iban?: string; readonly number?: string; readonly currency?: string }
  | { readonly kind: 'entry'; readonly entry: BankTransaction }
  /** An entry that could not be read, by the rule it broke; never its content. */
  | { readonly kind: 'skipped'; readonly rule: EntryRule }
  | { readonly kind: 'balance'; readonly balance: BankBalance }

export type EntryRule =
  | 'entry_unreadable'
  | 'amount_missing'
  | 'amount_unreadable'
  | 'sign_missing'
  /** A booked entry whose days exist in no calendar. */
  | 'date_unreadable'
  /** An entry of this account, in a statement of another currency than the account has. */
  | 'other_currency'
  /** A whole file of an archive. */
  | 'file_unreadable'

/** Reads a statement in pieces of any size: what is in memory is one entry. All throw a `StatementError`. */
export interface StatementReader {
  push(text: string): StatementPart[]
  /** The same, each part made when it is asked for: the next piece may come only when all were. */
  read(text: string): Iterable<StatementPart>
  /** After the last piece. */
  end(): StatementPart[]
}

/** The text is no statement at all. The message is ours; it holds nothing of the text. */
export class StatementError extends Error {
  override readonly name = 'StatementError'
}

/** Longest single entry, characters: a batch booking of some twenty thousand details. */
export const maxEntryLength = 16_000_000
