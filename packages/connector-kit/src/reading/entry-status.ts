import { own } from '@raccord/contract'
import type { BankTransaction } from '../bank-data.ts'

type Said = Pick<BankTransaction, 'status' | 'informative'>

/** Words of banks and codes of ISO 20022 (ExternalEntryStatus1Code) for how far an entry got. */
const meanings: { readonly [word: string]: Said } = {
  book: { status: 'BOOKED' },
  booked: { status: 'BOOKED' },
  pdng: { status: 'PENDING' },
  pending: { status: 'PENDING' },
  // To come: cards with deferred debit.
  futr: { status: 'PENDING' },
  info: { status: 'OTHER', informative: true },
  information: { status: 'OTHER', informative: true },
  othr: { status: 'OTHER', informative: true },
  rjct: { status: 'REJECTED' },
  rejected: { status: 'REJECTED' },
  declined: { status: 'REJECTED' },
  refused: { status: 'REJECTED' },
  denied: { status: 'REJECTED' },
  failed: { status: 'REJECTED' },
  canc: { status: 'CANCELLED' },
  cancelled: { status: 'CANCELLED' },
  canceled: { status: 'CANCELLED' },
}

/** What a bank's word for the status of an entry means; nothing for one that nobody knows. */
export function meaningOfEntryStatus(word: string | undefined): Said | undefined {
  return word === undefined ? undefined : own(meanings, word.toLowerCase())
}
