import type { TransactionType } from '@raccord/contract'

/** An account as files tell of it. Amounts are plain decimals with a dot and a sign. */
export interface StatementAccount {
  /** Ours, the same for the life of the account: `acc_1042`. */
  readonly id: string
  readonly name: string
  readonly bank: string
  /** Our number of the bank. */
  readonly bankId: string
  readonly number: string
  readonly iban?: string
  readonly owner?: string
  readonly currency: string
  readonly kind: 'checking' | 'savings' | 'loan' | 'card'
  /** As the bank last told it, and when: an ISO instant. */
  readonly balance?: { readonly amount: string; readonly at: string }
}

/** What stands above the entries of an account, where a format asks for it. */
export interface StatementTotals {
  readonly count: number
  readonly credit: string
  /** Negative, or none. */
  readonly debit: string
  /** Absent: the bank tells no balance. */
  readonly opening?: string
  readonly closing?: string
  /** First and last day that the statement is about. */
  readonly from: string
  readonly until: string
}

export interface StatementEntry {
  /** Ours: the same before and after it is booked, and in every file: `tx_90112`. */
  readonly id: string
  readonly pending: boolean
  /** With as many digits as ISO 4217 gives the currency. */
  readonly amount: string
  /** To the last digit, where the bank's amount is finer. */
  readonly exact?: string
  readonly currency: string
  readonly type: TransactionType
  /** `YYYY-MM-DD`, as all days here: that of the booking, else of the value, else of the payment. */
  readonly date: string
  readonly bookingDate?: string
  readonly valueDate?: string
  readonly transactionDate?: string
  /** One line that says what it is. */
  readonly label: string
  /** The other party. */
  readonly payee?: string
  readonly payeeIban?: string
  /** What the bank passed on, line by line. */
  readonly remittance: readonly string[]
  readonly category?: { readonly id: string; readonly label: string; readonly kind: 'INCOME' | 'EXPENSE' | 'TRANSFER' }
  readonly endToEndId?: string
  readonly mandateId?: string
  readonly creditorId?: string
  readonly checkNumber?: string
  /** ISO 20022, `PMNT-RCDT-ESCT`, or a word of the bank's. */
  readonly bankCode?: string
}
