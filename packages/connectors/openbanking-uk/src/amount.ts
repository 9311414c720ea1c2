import { lenient, type Money, parseMoney } from '@raccord/connector-kit'
import { z } from 'zod'

const { amountCurrency, anything, text } = lenient
const parts = z.object({ Amount: text, Currency: amountCurrency })

/** `{Amount, Currency}`; the amount as text or number. */
export const amount = anything.transform((value): Money | undefined => {
  const read = parts.safeParse(value).data
  if (read?.Amount === undefined || read.Currency === undefined) return undefined
  return parseMoney(read.Amount, read.Currency)
})

/** `Credit`, `Debit`; ISO's own words are taken too. */
export const indicator = lenient
  .word('Credit', 'Debit', 'CRDT', 'DBIT')
  .transform((word) => (word === undefined ? undefined : word === 'Debit' || word === 'DBIT' ? 'debit' : 'credit'))
