import { currencyExponent } from './currencies.ts'

/**
 * Reads an amount with an optional minus and a decimal dot into minor units. Undefined when it is malformed or has more
 * (non-zero) decimals than the currency: rounding money silently is not ours to do.
 */
export function readAmount(text: string, exponent: number): bigint | undefined {
  const match = /^(-?)(\d{1,14})(?:\.(\d{1,6}))?$/.exec(text)
  if (!match) return undefined
  const decimals = (match[3] ?? '').replace(/0+$/, '')
  if (decimals.length > exponent) return undefined
  const minor = BigInt(`${match[2]}${decimals.padEnd(exponent, '0')}`)
  return match[1] === '-' ? -minor : minor
}

/** Minor units as the decimal string of Berlin Group `amount` ("-12.50"). */
export function writeAmount(minor: bigint, currency: string): string {
  const exponent = currencyExponent(currency) ?? 2
  const digits = (minor < 0n ? -minor : minor).toString().padStart(exponent + 1, '0')
  const sign = minor < 0n ? '-' : ''
  if (exponent === 0) return `${sign}${digits}`
  return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`
}
