import { z } from 'zod'
import { type Money, parseMoney } from '../money.ts'
import { numberText } from './bank-json.ts'

/**
 * Readers for members that banks write with wrong types or leave out. Each gives a plain value or `undefined`, and never
 * makes the object around it unreadable.
 */

/** Also nothing: a member that the bank left out. zod takes a missing key only where it is marked so. */
export const anything = z.unknown().optional()

/** Text, or a number where text belongs; trimmed, never empty. */
export const text = anything.transform((value): string | undefined => {
  const written = typeof value === 'string' ? value : numberText(value)
  return written?.trim() || undefined
})

/** Whether a member holds any word at all, be it one that we know or not. */
export function isSaid(holder: object, name: string): boolean {
  return Object.hasOwn(holder, name) && text.parse((holder as { readonly [name: string]: unknown })[name]) !== undefined
}

/** A whole number, or its digits as text. */
export const count = text.transform((written) => {
  const read = written !== undefined && /^\d{1,9}(\.0+)?$/.test(written) ? Number.parseInt(written, 10) : undefined
  return read
})

/** `true`, `"true"`, `"TRUE"`. */
export const flag = anything.transform((value) => value === true || String(value).toLowerCase() === 'true')

/** A word of a list, whatever its case. */
export function word<const T extends string>(...known: readonly T[]) {
  return text.transform((written) => known.find((one) => one.toLowerCase() === written?.toLowerCase()))
}

/**
 * A day of the bank's calendar: `2026-03-01`, the same with a time behind it, `20260301`. A day that does not exist is no
 * day.
 */
export const day = text.transform((written) => {
  const match = /^(\d{4})-?(\d{2})-?(\d{2})(?:[T ].*)?$/.exec(written ?? '')
  // `0001-01-01` is what programs write for none; `9999-12-31` is what banks write for ever.
  if (!match || Number(match[1]) < 1900) return undefined
  const iso = `${match[1]}-${match[2]}-${match[3]}`
  const date = new Date(`${iso}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) ? iso : undefined
})

/** ISO 4217, upper case; `XXX` (no currency) is none. */
export const ownCurrency = text.transform((written) => {
  const upper = written?.toUpperCase()
  return upper !== undefined && /^[A-Z]{3}$/.test(upper) && upper !== 'XXX' ? upper : undefined
})

/** ISO 4217, upper case. */
export const currency = text.transform((written) => {
  const upper = written?.toUpperCase()
  return upper !== undefined && /^[A-Z]{3}$/.test(upper) ? upper : undefined
})

/** The currency of an amount: `XXX`, which is its account's, where the bank names none. A word that is none is none. */
export const amountCurrency = anything.transform((value) =>
  value === undefined || value === null || String(value).trim() === '' ? 'XXX' : currency.parse(value),
)

/** `{currency, amount}`; the amount as text or number. */
export const amount = anything.transform((value): Money | undefined => {
  const parts = amountParts.safeParse(value).data
  if (parts?.amount === undefined || parts.currency === undefined) return undefined
  return parseMoney(parts.amount, parts.currency)
})
const amountParts = z.object({ amount: text, currency: amountCurrency })

/** `{iban, bban, …}` of an account reference. */
export const accountReference = z
  .object({ iban: text, bban: text, maskedPan: text })
  .catch({ iban: undefined, bban: undefined, maskedPan: undefined })

/**
 * A list that an answer must hold: an array, or one object where an array belongs. `undefined` where there is none: absence is not
 * emptiness, and to take it for that would let accounts and entries vanish.
 */
export const presentList = anything.transform((value): readonly unknown[] | undefined => {
  if (Array.isArray(value)) return value
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0 ? [value] : undefined
})

/** An array, one element where an array belongs, or nothing. */
export const list = anything.transform((value): readonly unknown[] => {
  if (Array.isArray(value)) return value
  return value === undefined || value === null ? [] : [value]
})
