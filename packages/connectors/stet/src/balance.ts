import { type BankBalance, bankDay, directed, lenient, typeOfBalance } from '@raccord/connector-kit'
import { z } from 'zod'

const { amount, isSaid, list, text, word } = lenient

const balance = z.object({
  balanceAmount: amount,
  balanceType: text,
  creditDebitIndicator: word('CRDT', 'DBIT'),
  referenceDate: text,
  lastChangeDateTime: text,
})

/** Balances of an answer, unreadable ones left out. Amounts are signed; a few banks add an indicator instead. */
export function readBalances(value: unknown, zone = 'UTC'): BankBalance[] {
  return list.parse(value).flatMap((one): BankBalance[] => {
    const read = balance.safeParse(one).data
    if (!read?.balanceAmount) return []
    const indicator = read.creditDebitIndicator
    // A word that nobody knows: what is owed is not what is there.
    if (indicator === undefined && isSaid(one as object, 'creditDebitIndicator')) return []
    const owed = indicator === 'DBIT'
    const on = bankDay(read.referenceDate, zone) ?? bankDay(read.lastChangeDateTime, zone)
    return [
      {
        type: typeOfBalance(read.balanceType) ?? 'other',
        amount: owed ? directed(read.balanceAmount, 'debit') : read.balanceAmount,
        day: on,
      },
    ]
  })
}

/** Of an account that names none of its own. */
export function currencyOfBalances(balances: readonly BankBalance[]): string | undefined {
  return balances.find(({ amount: { currency } }) => currency !== 'XXX')?.amount.currency
}
