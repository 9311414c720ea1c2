import { type BankTransaction, ibanOf } from '@raccord/connector-kit'
import { mt940Amount } from './mt940-amount.ts'

/** Second line of field 61: text, or one of the codes that banks put there. */
export interface Supplement {
  readonly text?: string
  /** `/TRCD/00100/`. */
  readonly code?: string
  /** Dutch banks: the other account. */
  readonly iban?: string
  /** `/OCMT/USD5,00/`. */
  readonly original?: BankTransaction['original']
}

export function readSupplement(text: string | undefined, outgoing: boolean): Supplement {
  if (text === undefined) return {}
  const code = /^\/TRCD\/(\w+)\/?$/.exec(text)?.[1]
  if (code !== undefined) return { code }
  const iban = ibanOf(text)
  if (iban !== undefined) return { iban }
  const [whole, currency = '', digits = ''] = /\/?OCMT\/([A-Z]{3})([\d.,]+)(?:\/|$)/.exec(text) ?? []
  const money = whole === undefined ? undefined : mt940Amount(digits, currency)
  const original = money && { amount: outgoing && money.minor !== 0 ? { ...money, minor: -money.minor } : money }
  return { text: whole === text && money ? undefined : text, original }
}
