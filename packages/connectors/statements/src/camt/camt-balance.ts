import { type BankBalance, typeOfBalance } from '@raccord/connector-kit'
import { amountOf, signed } from './camt-amount.ts'
import { camtDay } from './camt-days.ts'
import { at, textAtAny, type XmlNode } from './xml-node.ts'

/** `Bal` of camt.052 and camt.053. */
export function readCamtBalance(node: XmlNode, zone: string): BankBalance | undefined {
  const amount = signed(node, amountOf(at(node, 'Amt')))
  if (!amount) return undefined
  const code = textAtAny(node, ['Tp', 'CdOrPrtry', 'Cd'], ['Tp', 'CdOrPrtry', 'Prtry'])
  return { type: typeOfBalance(code) ?? 'other', amount, day: camtDay(at(node, 'Dt'), zone) }
}
