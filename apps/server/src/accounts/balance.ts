import type { BankBalance } from '@raccord/connector-kit'

/** Berlin Group 1.3 §14.4 names, the most settled first. The wire shows one balance; all are kept. */
const preference = [
  'closingBooked',
  'interimBooked',
  'expected',
  'interimAvailable',
  'openingBooked',
  'forwardAvailable',
]

/**
 * The balance to show: booked before available, the newest day within a kind, never one that has a credit limit in it if
 * there is another, never one in another currency than the account's.
 */
export function mainBalance(balances: readonly BankBalance[], currency: string): BankBalance | undefined {
  return balances
    .filter((balance) => balance.amount.currency === currency)
    .toSorted(
      (a, b) =>
        Number(a.creditLimitIncluded ?? false) - Number(b.creditLimitIncluded ?? false) ||
        rank(a) - rank(b) ||
        (b.day ?? '').localeCompare(a.day ?? ''),
    )[0]
}

/** What has been booked, and nothing that is only announced or allowed. */
export function isBooked({ type }: BankBalance): boolean {
  return type === 'closingBooked' || type === 'interimBooked'
}

function rank(balance: BankBalance): number {
  // Both booked kinds are as good: then the newer day decides.
  if (balance.type === 'interimBooked') return 0
  const place = preference.indexOf(balance.type)
  return place === -1 ? preference.length : place
}
