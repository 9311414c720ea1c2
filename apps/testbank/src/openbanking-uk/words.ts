import type { ConsentStatus } from '../bank/consent.ts'
import type { AccountKind } from '../scenario/scenario.ts'
import type { Version } from './face.ts'

/** What 3.1 says in words and 4.0 in codes. */
type Words = {
  readonly status: Readonly<Record<ConsentStatus, string>>
  readonly balance: { readonly booked: string; readonly expected: string }
  readonly entry: { readonly booked: string; readonly pending: string }
  /** Members of an account that say what it is. */
  readonly kind: (kind: AccountKind) => Readonly<Record<string, string>>
}

const subType: Readonly<Record<AccountKind, string>> = {
  Checkings: 'CurrentAccount',
  Savings: 'Savings',
  Loans: 'Loan',
  CreditCard: 'CreditCard',
  unsupported: 'EMoney',
}
const typeCode: Readonly<Record<AccountKind, string>> = {
  Checkings: 'CACC',
  Savings: 'SVGS',
  Loans: 'LOAN',
  CreditCard: 'CARD',
  unsupported: 'OTHR',
}

export const WORDS: Readonly<Record<Version, Words>> = {
  '3.1': {
    status: {
      received: 'AwaitingAuthorisation',
      rejected: 'Rejected',
      valid: 'Authorised',
      revokedByPsu: 'Revoked',
      expired: 'Revoked',
      terminatedByTpp: 'Revoked',
    },
    balance: { booked: 'ClosingBooked', expected: 'Expected' },
    entry: { booked: 'Booked', pending: 'Pending' },
    kind: (kind) => ({ AccountType: 'Personal', AccountSubType: subType[kind] }),
  },
  '4.0': {
    status: {
      received: 'AWAU',
      rejected: 'RJCT',
      valid: 'AUTH',
      revokedByPsu: 'CANC',
      expired: 'EXPD',
      terminatedByTpp: 'CANC',
    },
    balance: { booked: 'CLBD', expected: 'XPCD' },
    entry: { booked: 'BOOK', pending: 'PDNG' },
    kind: (kind) => ({ AccountCategory: 'Personal', AccountTypeCode: typeCode[kind] }),
  },
}
