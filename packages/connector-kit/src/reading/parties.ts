import { directed, type Money } from '../money.ts'

/** What an entry says of its two sides, and whose account it is of: IBANs as written. */
export interface Parties {
  readonly own: string | undefined
  readonly debtor: string | undefined
  readonly creditor: string | undefined
}

/**
 * An amount with the direction that its parties give it, for banks that write amounts without a sign: who is debtor paid, who is
 * creditor was paid. The bank's own sign stands where the account is neither, or both.
 */
export function directedByParties(money: Money, { own, debtor, creditor }: Parties): Money {
  const [account, from, to] = [own, debtor, creditor].map((iban) => iban?.replace(/\s+/g, '').toUpperCase())
  if (!account || (from === account) === (to === account)) return money
  return directed(money, from === account ? 'debit' : 'credit')
}
