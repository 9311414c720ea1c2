import { moneyToText } from '@raccord/connector-kit'
import { currencyDigits } from '@raccord/contract'

/**
 * Exactly two decimals, whatever the currency: Actual takes the point out and calls the rest cents, so that `12.5` would be ten times
 * too little, and three decimals ten times too much. What two can't say is rounded, half away from zero.
 */
export function twoDecimals(minor: number, currency: string): string {
  const digits = currencyDigits(currency)
  if (digits <= 2) return moneyToText(minor * 10 ** (2 - digits), 'EUR')
  const unit = 10n ** BigInt(digits - 2)
  const size = (BigInt(Math.abs(minor)) * 2n + unit) / (unit * 2n)
  return moneyToText(Number(minor < 0 ? -size : size), 'EUR')
}

/** Every digit, where two decimals are not all of it. */
export function finerAmount(minor: number, currency: string, exact: string | null): string | undefined {
  const whole = exact ?? moneyToText(minor, currency)
  return /\.\d{2}\d*[1-9]\d*$/.test(whole) ? whole : undefined
}
