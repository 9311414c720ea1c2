import type { AccountType } from '@raccord/contract'
import type { Money } from './money.ts'

/** A calendar day of the bank, `YYYY-MM-DD`. */
export type Day = string

/** One typed balance as the bank gives it (Berlin Group 1.3 §14.4 names; others are mapped onto these where they fit). */
export interface BankBalance {
  readonly type: string
  readonly amount: Money
  /** `referenceDate`, or the day of `lastChangeDateTime`. */
  readonly day?: Day
  readonly creditLimitIncluded?: boolean
}

export interface BankAccount {
  /** The bank's resource id: how to ask for this account now. May change with each consent. */
  readonly bankId: string
  /** Which resource it is: card accounts have paths of their own. */
  readonly resource: 'account' | 'card-account'
  /** `unsupported` keeps the bank's own word for a kind we do not read. */
  readonly type: AccountType | { readonly unsupported: string }
  readonly name?: string
  /** As the country writes it, where the bank tells it; else IBAN, else masked card number. */
  readonly number?: string
  readonly iban?: string
  readonly maskedPan?: string
  readonly bic?: string
  readonly currency: string
  readonly ownerName?: string
  readonly usage?: 'PERSONAL' | 'PROFESSIONAL'
  /** `enabled`, `deleted`, `blocked` of the standard. */
  readonly status?: 'enabled' | 'deleted' | 'blocked'
  readonly balances: readonly BankBalance[]
  /** Known facts of a loan, savings or card account, wire names. */
  readonly details?: { readonly [key: string]: string | number }
  /** The account as sent, JSON text. */
  readonly raw: string
}

/** A rule that an entry of a bank's answer broke; never its content. */
export type EntryRule = 'entry_not_object' | 'amount_missing' | 'amount_unreadable' | 'sign_missing' | 'date_unreadable'

export interface BankTransaction {
  /** `OTHER`: the bank moved no money by it. Without `informative` it is an order yet to be carried out. */
  readonly status: 'BOOKED' | 'PENDING' | 'OTHER' | 'REJECTED' | 'CANCELLED'
  /** `OTHER` that is told for information alone. */
  readonly informative?: true
  /** `transactionId`: optional and, at many banks, not the same twice. */
  readonly bankId?: string
  readonly entryReference?: string
  /** The bank says that its `entryReference` names the entry for ever (option `stableEntryReference`). */
  readonly stableReference?: true
  readonly amount: Money
  readonly bookingDate?: Day
  readonly valueDate?: Day
  readonly transactionDate?: Day
  /** Remittance lines in the bank's order, trimmed, never empty strings. */
  readonly remittance: readonly string[]
  readonly additionalInformation?: string
  readonly counterpartyName?: string
  readonly counterpartyIban?: string
  /** Name on the account's own side of the entry, where the bank names only that: refunds often keep the parties of the payment. */
  readonly ownSideName?: string
  readonly creditorId?: string
  readonly mandateId?: string
  readonly endToEndId?: string
  readonly checkNumber?: string
  /** ISO 20022 bank transaction code, `PMNT-RDDT-ESDD`. */
  readonly bankTransactionCode?: string
  readonly proprietaryCode?: string
  readonly merchantCategoryCode?: string
  readonly original?: { readonly amount: Money; readonly rate?: string }
  readonly balanceAfter?: Money
  /** What earlier releases made of the same entry, where it was something else: what they stored is known by it. */
  readonly former?: Partial<
    Pick<
      BankTransaction,
      | 'bookingDate'
      | 'valueDate'
      | 'transactionDate'
      | 'counterpartyName'
      | 'remittance'
      | 'additionalInformation'
      | 'status'
    >
  >
  /** The entry as sent. */
  readonly raw: string
  /**
   * What was sent once around the parts of one booking: the same text for each of them, to be kept once. `raw` is then the
   * part alone.
   */
  readonly envelope?: string
}
