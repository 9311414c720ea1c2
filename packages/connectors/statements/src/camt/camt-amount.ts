import { type Money, parseMoney } from '@raccord/connector-kit'
import { at, textAt, textOf, type XmlNode } from './xml-node.ts'

/** `<Amt Ccy="EUR">12.30</Amt>`, unsigned. */
export function amountOf(node: XmlNode | undefined): Money | undefined {
  const text = textOf(node)
  const currency = textAt(node, '@Ccy')?.toUpperCase()
  if (text === undefined || currency === undefined || !/^[A-Z]{3}$/.test(currency)) return undefined
  return parseMoney(text, currency)
}

/** The direction is said beside the amount; without it nothing is known. */
export function signed(node: XmlNode | undefined, money: Money | undefined): Money | undefined {
  if (!money) return undefined
  switch (textAt(at(node), 'CdtDbtInd')?.toUpperCase()) {
    case 'CRDT':
      return money
    case 'DBIT':
      return { minor: money.minor === 0 ? 0 : -money.minor, currency: money.currency }
    default:
      return undefined
  }
}
