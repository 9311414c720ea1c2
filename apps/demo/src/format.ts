/** Amounts come as numbers in the currency's main unit, days as midnight in Paris. */
export function money(amount: number, currency: string): string {
  return new Intl.NumberFormat('en-GB', { style: 'currency', currency }).format(amount)
}

const days = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Paris', dateStyle: 'medium' })

/** `seconds` since 1970. */
export const day = (seconds: number): string => days.format(seconds * 1000)
