import type { Money } from '@raccord/connector-kit'
import type { StatementPart } from '../statement-part.ts'
import { mt940Amount } from './mt940-amount.ts'
import { shortDay } from './short-day.ts'

const typeOf: { readonly [tag: string]: string } = {
  '60F': 'openingBooked',
  '62F': 'closingBooked',
  '64': 'interimAvailable',
  '65': 'forwardAvailable',
}

export interface Mt940Balance {
  readonly currency: string
  readonly day: string | undefined
  readonly part?: StatementPart
}

/** Fields 60 to 65: `C250301EUR1234,56`, the amount padded with zeros or spaces at some banks. */
export function readMt940Balance(tag: string, text: string): Mt940Balance | undefined {
  const match = /^\s*([CD])\s*(\d{6})\s*([A-Z]{3})\s*([\d.,].*)$/m.exec(text)
  if (!match) return undefined
  const [, mark, written, currency = '', rest = ''] = match
  // Words may stand behind it; anything else may be more of its digits.
  const digits = /^([\d.,]+)(?:\s*$|\s+[A-Za-z])/.exec(rest)?.[1] ?? ''
  const day = shortDay(written)
  const money: Money | undefined = mt940Amount(digits, currency)
  const type = typeOf[tag]
  // `M` balances are those between the pages of one statement.
  if (!money || type === undefined) return { currency, day }
  const amount = mark === 'D' && money.minor !== 0 ? { ...money, minor: -money.minor } : money
  return { currency, day, part: { kind: 'balance', balance: { type, amount, day } } }
}
