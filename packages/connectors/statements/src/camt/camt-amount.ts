import { type Money, negated, parseMoney } from '@raccord/connector-kit'
import { textAt, textOf, type XmlNode } from './xml-node.ts'

/** Padded as it may be; more is no number. */
const longestAmount = 60

/**
 * `<Amt Ccy="EUR">12.30</Amt>`, unsigned as the standard has it, the dot as its only separator. `XXX`, the account's own, where it
 * names no currency.
 */
export function amountOf(node: XmlNode | undefined): Money | undefined {
  const text = textOf(node)
  const currency = textAt(node, '@Ccy')?.toUpperCase() ?? 'XXX'
  if (text === undefined || !/^[A-Z]{3}$/.test(currency)) return undefined
  if (text.length > longestAmount) return undefined
  const match = /^\+?(\d*)(?:\.(\d*))?$/.exec(text)
  if (!match || (match[1] ?? '') + (match[2] ?? '') === '') return undefined
  const whole = match[1]?.replace(/^0+(?=\d)/, '') || '0'
  // Zeros behind the point may be as many as a bank likes.
  const fraction = match[2]?.replace(/0+$/, '') ?? ''
  return parseMoney(fraction === '' ? whole : `${whole}.${fraction}`, currency)
}

/** The direction is said beside the amount; without it nothing is known. */
export function signed(node: XmlNode | undefined, money: Money | undefined): Money | undefined {
  const direction = directionOf(node)
  return money && direction ? directed(money, direction) : undefined
}

export type Direction = 'in' | 'out'

export function directionOf(node: XmlNode | undefined): Direction | undefined {
  switch (textAt(node, 'CdtDbtInd')?.toUpperCase()) {
    case 'CRDT':
      return 'in'
    case 'DBIT':
      return 'out'
    default:
      return undefined
  }
}

export function directed(money: Money, direction: Direction): Money {
  return direction === 'in' ? money : negated(money)
}
