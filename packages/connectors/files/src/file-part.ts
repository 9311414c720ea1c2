import type { BankBalance, BankTransaction } from '@raccord/connector-kit'
import type { AccountType } from '@raccord/contract'

/** How a file names its account; many name none, and CSV and QIF no currency. */
export interface FileAccount {
  readonly iban?: string
  readonly number?: string
  /** `XXX`, or absent: not told. */
  readonly currency?: string
  readonly name?: string
  readonly type?: AccountType
  /** Its number is but its name, which tells it from the other accounts of its file. */
  readonly byName?: true
}

/** One thing found in a file, in its order. */
export type FilePart =
  | { readonly kind: 'account'; readonly account: FileAccount }
  | { readonly kind: 'entry'; readonly entry: BankTransaction }
  /** By the rule it broke; never its content. */
  | { readonly kind: 'skipped'; readonly rule: string }
  | { readonly kind: 'balance'; readonly balance: BankBalance }

/** What a file says of one account. */
export interface FileSection {
  readonly account: FileAccount
  readonly transactions: readonly BankTransaction[]
  readonly balances: readonly BankBalance[]
  /** One for each entry that was not read. */
  readonly skipped: readonly string[]
}

/** `file_unreadable`: none of the formats, or broken. `file_too_large`: beyond what is read. */
export type FileFault = 'file_unreadable' | 'file_too_large'

/** The message is ours; it holds nothing of the file. */
export class FileError extends Error {
  override readonly name = 'FileError'
  readonly fault: FileFault

  constructor(message: string, fault: FileFault = 'file_unreadable') {
    super(message)
    this.fault = fault
  }
}
