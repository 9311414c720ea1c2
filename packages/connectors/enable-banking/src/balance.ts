import { type BankBalance, bankDay, lenient, typeOfBalance } from '@raccord/connector-kit'
import { z } from 'zod'

const { amount, list, text } = lenient

const balance = z.object({
  balance_amount: amount,
  balance_type: text,
  reference_date: text,
  last_change_date_time: text,
})

/** Balances of an answer, unreadable ones left out. Amounts are signed. */
export function readBalances(value: unknown, zone: string): BankBalance[] {
  return list.parse(value).flatMap((one): BankBalance[] => {
    const read = balance.safeParse(one).data
    if (!read?.balance_amount) return []
    const on = bankDay(read.reference_date, zone) ?? bankDay(read.last_change_date_time, zone)
    return [
      {
        type: typeOfBalance(read.balance_type) ?? 'other',
        amount: read.balance_amount,
        day: on,
      },
    ]
  })
}
