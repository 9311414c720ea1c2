import { type BankTransaction, meaningOfEntryStatus, typeOfBalance, typeOfCashAccount } from '@raccord/connector-kit'
import type { AccountType } from '@raccord/contract'

/** What a consent's status means: words of 3.1, codes of 4.0 (OBExternalConsentStatus). */
const meaningOfStatus: { readonly [status: string]: ConsentMeaning } = {
  awaitingauthorisation: 'waiting',
  awau: 'waiting',
  authorised: 'authorised',
  auth: 'authorised',
  rejected: 'refused',
  rjct: 'refused',
  revoked: 'ended',
  canc: 'ended',
  expd: 'ended',
  expired: 'ended',
}
export type ConsentMeaning = 'waiting' | 'authorised' | 'refused' | 'ended'

export function meaningOfConsent(status: string | undefined): ConsentMeaning | undefined {
  return status === undefined ? undefined : meaningOfStatus[status.toLowerCase()]
}

/** OBExternalAccountSubType1Code (3.1). */
const typeOfSubType: { readonly [word: string]: AccountType } = {
  currentaccount: 'CHECKINGS',
  emoney: 'CHECKINGS',
  wallet: 'CHECKINGS',
  savings: 'SAVINGS',
  creditcard: 'CREDIT_CARD',
  chargecard: 'CREDIT_CARD',
  prepaidcard: 'CREDIT_CARD',
  loan: 'LOAN',
  mortgage: 'LOAN',
}

/** Kind of an account by its word of 3.1 or its ISO code of 4.0. */
export function typeOfAccount(word: string | undefined): AccountType | { readonly unsupported: string } {
  if (word === undefined) return 'CHECKINGS'
  return typeOfSubType[word.toLowerCase()] ?? typeOfCashAccount(word) ?? { unsupported: word.slice(0, 70) }
}

/** `ClosingBooked` (3.1) or `CLBD` (4.0) by the names that all our balances have. */
export function nameOfBalance(word: string | undefined): string {
  if (word === undefined) return 'other'
  // Codes are four capitals; words begin with one and go on in lower case.
  return /^[A-Z]{4}$/.test(word)
    ? (typeOfBalance(word) ?? 'other')
    : `${word.slice(0, 1).toLowerCase()}${word.slice(1, 40)}`
}

/** Status of an entry; one that the bank leaves out is booked, one that nobody knows is told for information. */
export function meaningOfEntry(word: string | undefined): BankTransaction['status'] {
  return word === undefined ? 'BOOKED' : (meaningOfEntryStatus(word)?.status ?? 'OTHER')
}

/** `Enabled` (both versions) and `ENAB`. */
export function meaningOfAccountStatus(word: string | undefined): 'enabled' | 'deleted' | 'blocked' | undefined {
  switch (word?.toLowerCase()) {
    case 'enabled':
    case 'enab':
      return 'enabled'
    case 'deleted':
    case 'dele':
      return 'deleted'
    case 'disabled':
    case 'disa':
      return 'blocked'
    default:
      return undefined
  }
}
