import { type BankBalance, lenient } from '@raccord/connector-kit'
import { z } from 'zod'

const { amount, anything, day, list, text } = lenient

const balance = z.object({
  balanceAmount: amount,
  balanceType: text,
  referenceDate: day,
  lastChangeDateTime: day,
  creditLimitIncluded: anything,
})

/**
 * Balances of an answer, unreadable ones left out. `inverted`: the card account counts debits as positive
 * (`debitAccounting`, 1.3 §14.36); we never do.
 */
export function readBalances(value: unknown, inverted: boolean): BankBalance[] {
  return list.parse(value).flatMap((one): BankBalance[] => {
    const read = balance.safeParse(one).data
    if (!read?.balanceAmount) return []
    const { minor, currency } = read.balanceAmount
    const on = read.referenceDate ?? read.lastChangeDateTime
    return [
      {
        type: read.balanceType ?? 'interimBooked',
        amount: { minor: inverted && minor !== 0 ? -minor : minor, currency },
        ...(on === undefined ? {} : { day: on }),
        ...(typeof read.creditLimitIncluded === 'boolean' ? { creditLimitIncluded: read.creditLimitIncluded } : {}),
      },
    ]
  })
}
