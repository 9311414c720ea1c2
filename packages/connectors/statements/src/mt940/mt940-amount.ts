import { type Money, parseMoney } from '@raccord/connector-kit'

/** Padded as it may be; more is no number. */
const longestAmount = 60

/**
 * An unsigned amount of SWIFT: the comma is the decimal sign, zeros and spaces may stand before it. A dot is taken for one
 * where it can mean nothing else (`1.05`), or groups thousands beside a comma (`1.500,00`). More digits than the currency has
 * were never cents: such an amount is not read at all.
 */
export function mt940Amount(written: string, currency: string): Money | undefined {
  const text = written.replace(/\s+/g, '')
  if (text.length > longestAmount || !/^[\d.,]+$/.test(text)) return undefined
  const grouped = /^\d{1,3}(?:\.\d{3})+,\d*$/.test(text) ? text.replaceAll('.', '') : text
  const money = parseMoney(grouped.replace(/^0+(?=\d)/, ''), currency, ',')
  return money?.exact === undefined ? money : undefined
}
