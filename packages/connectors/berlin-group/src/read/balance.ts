import { type BankBalance, bankDay, lenient, negated } from '@raccord/connector-kit'
import { z } from 'zod'

const { amount, anything, list, text } = lenient

const balance = z.object({
  balanceAmount: amount,
  balanceType: text,
  referenceDate: text,
  lastChangeDateTime: text,
  creditLimitIncluded: anything,
})

/**
 * Balances of an answer, unreadable ones left out. `inverted`: the card account counts debits as positive
 * (`debitAccounting`, 1.3 §14.36); we never do.
 */
export function readBalances(value: unknown, inverted: boolean, zone = 'UTC'): BankBalance[] {
  return list.parse(value).flatMap((one): BankBalance[] => {
    const read = balance.safeParse(one).data
    if (!read?.balanceAmount) return []
    const on = bankDay(read.referenceDate, zone) ?? bankDay(read.lastChangeDateTime, zone)
    return [
      {
        type: read.balanceType ?? 'interimBooked',
        amount: inverted ? negated(read.balanceAmount) : read.balanceAmount,
        day: on,
        ...(typeof read.creditLimitIncluded === 'boolean' ? { creditLimitIncluded: read.creditLimitIncluded } : {}),
      },
    ]
  })
}

/** Of an account that names none of its own. */
export function currencyOfBalances(balances: readonly BankBalance[]): string | undefined {
  return balances.find(({ amount: { currency } }) => currency !== 'XXX')?.amount.currency
}
