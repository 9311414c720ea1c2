import type { BankBalance } from '@raccord/connector-kit'
import { calendarDay } from '../calendar-day.ts'
import { pick } from '../pick.ts'
import { amountOf, signed } from './camt-amount.ts'
import { at, textAtAny, type XmlNode } from './xml-node.ts'

/** ISO 20022 ExternalBalanceType1Code → names of Berlin Group 1.3 §14.4. */
const nameOf: { readonly [code: string]: string } = {
  OPBD: 'openingBooked',
  // "Previously closed" is what this report opens with.
  PRCD: 'openingBooked',
  CLBD: 'closingBooked',
  ITBD: 'interimBooked',
  ITAV: 'interimAvailable',
  CLAV: 'interimAvailable',
  FWAV: 'forwardAvailable',
  XPCD: 'expected',
  INFO: 'nonInvoiced',
}

/** `Bal` of camt.052 and camt.053. */
export function readCamtBalance(node: XmlNode): BankBalance | undefined {
  const amount = signed(node, amountOf(at(node, 'Amt')))
  if (!amount) return undefined
  const code = textAtAny(node, ['Tp', 'CdOrPrtry', 'Cd'], ['Tp', 'CdOrPrtry', 'Prtry']) ?? ''
  return {
    type: nameOf[code.toUpperCase()] ?? code,
    amount,
    ...pick('day', calendarDay(textAtAny(node, ['Dt', 'Dt'], ['Dt', 'DtTm']))),
  }
}
