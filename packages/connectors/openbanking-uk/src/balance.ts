import { type BankBalance, bankDay, directedAsSaid, lenient } from '@raccord/connector-kit'
import { z } from 'zod'
import { amount, indicator } from './amount.ts'
import { nameOfBalance } from './wire-words.ts'

const { flag, list, presentList, text } = lenient
const body = z.object({ Data: z.object({ Balance: presentList }) })
const line = z.object({ Included: flag, Type: text, Amount: amount })
const balance = z.object({
  CreditDebitIndicator: indicator,
  Type: text,
  DateTime: text,
  Amount: amount,
  CreditLine: list,
})

export interface ReadBalances {
  readonly balances: readonly BankBalance[]
  /** Limit of a card or an agreed overdraft. */
  readonly creditLine?: { readonly minor: number; readonly currency: string }
}

/** `OBReadBalance1`, unreadable ones left out. `undefined`: not such an answer. */
export function readBalances(value: unknown, zone = 'UTC'): ReadBalances | undefined {
  const entries = body.safeParse(value).data?.Data.Balance
  if (!entries) return undefined
  const lines = entries
    .flatMap((one) => balance.safeParse(one).data?.CreditLine ?? [])
    .map((one) => line.safeParse(one).data)
  const limit = lines.find((one) => one?.Amount && /^(Credit|Pre-Agreed)$/i.test(one.Type ?? ''))?.Amount
  const balances = entries.flatMap((one): BankBalance[] => {
    const read = balance.safeParse(one).data
    const money = read?.Amount && directedAsSaid(read.Amount, read.CreditDebitIndicator)
    // What is owed is not what is there.
    if (!read || !money) return []
    const on = bankDay(read.DateTime, zone)
    const included = read.CreditLine.some((each) => line.safeParse(each).data?.Included === true)
    return [
      {
        type: nameOfBalance(read.Type),
        amount: money,
        day: on,
        ...(read.CreditLine.length === 0 ? {} : { creditLimitIncluded: included }),
      },
    ]
  })
  return { balances, ...(limit ? { creditLine: limit } : {}) }
}
