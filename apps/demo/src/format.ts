/** Amounts come as numbers in the currency's main unit, days as midnight in Paris. */
export function money(amount: number, currency: string): string {
  // Every digit that was sent: display data leaves out those of some currencies.
  return new Intl.NumberFormat('en-GB', { style: 'currency', currency, maximumFractionDigits: 6 }).format(amount)
}

const days = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Paris', dateStyle: 'medium' })

/** `seconds` since 1970. */
export const day = (seconds: number): string => days.format(seconds * 1000)
