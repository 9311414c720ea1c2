import type { BankBalance, BankTransaction } from '@raccord/connector-kit'
import type { AccountType } from '@raccord/contract'

/** How a file, or whoever uploads it, names an account. */
export interface UploadedAccount {
  readonly iban?: string
  readonly number?: string
  readonly currency?: string
  readonly name?: string
  readonly type?: AccountType
  /** Its number is but its name, which tells it from the other accounts of its file. */
  readonly byName?: true
}

/** What a file says of one account. */
export interface UploadedSection {
  /** Of the file. */
  readonly file: string
  readonly account: UploadedAccount
  readonly transactions: readonly BankTransaction[]
  readonly balances: readonly BankBalance[]
  readonly skipped: readonly string[]
}
