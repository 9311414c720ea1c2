import { type BankBalance, lenient, typeOfBalance } from '@raccord/connector-kit'
import { z } from 'zod'

const { amount, day, list, text, word } = lenient

const balance = z.object({
  balanceAmount: amount,
  balanceType: text,
  creditDebitIndicator: word('CRDT', 'DBIT'),
  referenceDate: day,
  lastChangeDateTime: day,
})

/** Balances of an answer, unreadable ones left out. Amounts are signed; a few banks add an indicator instead. */
export function readBalances(value: unknown): BankBalance[] {
  return list.parse(value).flatMap((one): BankBalance[] => {
    const read = balance.safeParse(one).data
    if (!read?.balanceAmount) return []
    const { minor, currency } = read.balanceAmount
    const owed = read.creditDebitIndicator === 'DBIT' && minor > 0
    const on = read.referenceDate ?? read.lastChangeDateTime
    return [
      {
        type: typeOfBalance(read.balanceType) ?? 'other',
        amount: { minor: owed ? -minor : minor, currency },
        ...(on === undefined ? {} : { day: on }),
      },
    ]
  })
}
