import { type Money, moneyToText } from '@raccord/connector-kit'

/** Padded as it may be; more is no number. */
const longestAmount = 60

/**
 * An unsigned amount of SWIFT: the comma is the decimal sign, zeros and spaces may stand before it. A dot is taken for one
 * where it can mean nothing else (`1.05`), or groups thousands beside a comma (`1.500,00`). More digits than the currency has
 * were never cents: such an amount is not read at all.
 */
export function mt940Amount(written: string, currency: string): Money | undefined {
  const text = written.replace(/\s+/g, '')
  if (text.length > longestAmount) return undefined
  const grouped = /^\d{1,3}(?:\.\d{3})+,\d*$/.test(text) ? text.replaceAll('.', '') : text
  const match = /^(\d*)(?:,(\d*)|\.(\d{0,2}))?$/.exec(grouped)
  const whole = match?.[1]?.replace(/^0+(?=\d)/, '') ?? ''
  const fraction = match?.[2] ?? match?.[3] ?? ''
  if (!match || whole + fraction === '') return undefined
  const digits = moneyToText(0, currency).split('.')[1]?.length ?? 0
  if (/[1-9]/.test(fraction.slice(digits))) return undefined
  const minor = Number(whole + fraction.slice(0, digits).padEnd(digits, '0'))
  return Number.isSafeInteger(minor) ? { minor, currency } : undefined
}
