import { type BankTransaction, bankDay, isOtherCurrency } from '@raccord/connector-kit'
import type { Group, Segment } from '../wire/segment.ts'
import { amountOf } from './amount.ts'

export interface CardPage {
  readonly transactions: readonly BankTransaction[]
  readonly skipped: readonly string[]
}

/** Entries of a card's statement (DIKKU 2), one group each behind five elements. */
export function cardEntriesOf(segments: readonly Segment[]): CardPage {
  const transactions: BankTransaction[] = []
  const skipped: string[] = []
  for (const group of segments.filter(({ id }) => id === 'DIKKU').flatMap(({ groups }) => groups.slice(5))) {
    if (group.length === 1 && group[0] === '') continue
    const entry = entryOf(group)
    if (typeof entry === 'string') skipped.push(entry)
    else transactions.push(entry)
  }
  return { transactions, skipped }
}

function entryOf(group: Group): BankTransaction | string {
  const place = (at: number): string => (typeof group[at] === 'string' ? group[at].trim() : '')
  const amount = amountOf(place(8), place(9), place(10))
  if (!amount) return 'amount_unreadable'
  const bookingDate = bankDay(place(1), 'Europe/Berlin')
  const valueDate = bankDay(place(2), 'Europe/Berlin')
  if (bookingDate === undefined && valueDate === undefined) return 'entry_unreadable'
  const settled = group.length > 12 && /^[JN]$/.test(place(group.length - 1)) ? place(group.length - 1) : undefined
  const words = group.slice(11, settled === undefined ? undefined : -1)
  const original = amountOf(place(4), place(5), place(6))
  return {
    status: settled === 'N' ? 'PENDING' : 'BOOKED',
    amount,
    bookingDate,
    valueDate,
    remittance: words.flatMap((one) => (typeof one === 'string' && one.trim() !== '' ? [one.trim()] : [])),
    ...(original && isOtherCurrency(original, amount) ? { original: { amount: original } } : {}),
    raw: JSON.stringify(group.map((value) => (typeof value === 'string' ? value : ''))),
  }
}
