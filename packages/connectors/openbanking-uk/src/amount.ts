import { directed, lenient, type Money, parseMoney } from '@raccord/connector-kit'
import { z } from 'zod'

const { anything, currency, text } = lenient
const parts = z.object({ Amount: text, Currency: currency })

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

/** Amounts have no sign here; the indicator gives it. Without one the bank's own sign stands. */
export function signed(money: Money, which: 'debit' | 'credit' | undefined): Money {
  return which === undefined ? money : directed(money, which)
}
