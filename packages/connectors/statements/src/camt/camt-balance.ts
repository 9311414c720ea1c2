import { type BankBalance, typeOfBalance } from '@raccord/connector-kit'
import { calendarDay } from '../calendar-day.ts'
import { pick } from '../pick.ts'
import { amountOf, signed } from './camt-amount.ts'
import { at, textAtAny, type XmlNode } from './xml-node.ts'

/** `Bal` of camt.052 and camt.053. */
export function readCamtBalance(node: XmlNode): BankBalance | undefined {
  const amount = signed(node, amountOf(at(node, 'Amt')))
  if (!amount) return undefined
  const code = textAtAny(node, ['Tp', 'CdOrPrtry', 'Cd'], ['Tp', 'CdOrPrtry', 'Prtry'])
  return {
    type: typeOfBalance(code) ?? 'other',
    amount,
    ...pick('day', calendarDay(textAtAny(node, ['Dt', 'Dt'], ['Dt', 'DtTm']))),
  }
}
