import { isCheckedReference, leadingIban } from './iban.ts'

/** Beginnings and lengths of the numbers of each scheme (ISO/IEC 7812). */
const schemes: readonly { readonly begins: RegExp; readonly lengths: readonly number[] }[] = [
  // Visa, with Dankort and cards of Cartes Bancaires.
  { begins: /^4/, lengths: [13, 16, 18, 19] },
  // Mastercard.
  { begins: /^(5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, lengths: [16] },
  // American Express.
  { begins: /^3[47]/, lengths: [15] },
  // Diners Club.
  { begins: /^(30[0-5]|3095|3[689])/, lengths: [14, 15, 16, 17, 18, 19] },
  // JCB.
  { begins: /^(35[2-8]|1800|2131)/, lengths: [15, 16, 17, 18, 19] },
  // Maestro, Discover, UnionPay, Bancontact, RuPay, Troy, Verve, Elo: all of 6, and 50, 56 to 58.
  { begins: /^(6|50|5[6-8])/, lengths: [12, 13, 14, 15, 16, 17, 18, 19] },
  // UnionPay, RuPay.
  { begins: /^8[12]/, lengths: [16, 17, 18, 19] },
  // Mir.
  { begins: /^220[0-4]/, lengths: [16, 17, 18, 19] },
  // Troy, Uzcard, Humo.
  { begins: /^(9792|8600|9860)/, lengths: [16] },
  // UATP.
  { begins: /^1/, lengths: [15] },
]

/** Whether digits are the number of a card: a scheme's beginning and length, and the check digit (Luhn). */
export function isCardNumber(digits: string): boolean {
  return schemes.some(({ begins, lengths }) => begins.test(digits) && lengths.includes(digits.length)) && luhn(digits)
}

function luhn(digits: string): boolean {
  let sum = 0
  for (let at = 0; at < digits.length; at++) {
    const digit = Number(digits[digits.length - 1 - at])
    const twice = digit * 2
    sum += at % 2 === 0 ? digit : twice > 9 ? twice - 9 : twice
  }
  return sum % 10 === 0
}

/** Something that is said to be a card number: any whole one is masked, whatever its scheme. First six and last four remain. */
export function maskPan(written: string): string {
  const digits = written.replace(/[\s./_\p{Pd}]+/gu, '')
  return /^\d{12,19}$/.test(digits)
    ? `${digits.slice(0, 6)}${'X'.repeat(digits.length - 10)}${digits.slice(-4)}`
    : maskCardNumbers(written)
}

/** What stands between the groups of a number: spaces of any kind, a hyphen, point, slash or underscore, also with spaces around it. */
const between = /^(?:\p{Zs}{1,3}|\t|\p{Zs}?[\p{Pd}./_]\p{Zs}?)$/u
const enoughDigits = /\d(?:[\p{Zs}\t\p{Pd}./_]{0,3}\d){11}/u
const groups = /^(\d{4}(?:,\d{4}){2,4}(?:,\d{1,3})?|\d{4},\d{6},\d{4,5}|\d{6},\d{6,13}|\d{8},\d{4,11})$/

/**
 * A text with every whole card number in it masked: its first six and last four digits remain, and all that stands around it.
 * Numbers stand alone or in the groups that are printed on cards. An IBAN is none.
 */
export function maskCardNumbers(text: string): string {
  if (!enoughDigits.test(text)) return text
  const ibans = ibansIn(text)
  const runs = [...text.matchAll(/\d+/g)]
    .map(({ 0: digits, index }) => ({ digits, start: index, end: index + digits.length }))
    .filter(({ start, end }) => !ibans.some((iban) => start < iban.end && end > iban.start))
  const letters = text.split('')
  for (let at = 0; at < runs.length; at++) {
    const number = longestCard(text, runs.slice(at, at + 6))
    if (number === undefined) continue
    const places = number.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, n) => start + n))
    for (const place of places.slice(6, -4)) letters[place] = 'X'
    at += number.length - 1
  }
  return letters.join('')
}

interface Run {
  readonly digits: string
  readonly start: number
  readonly end: number
}

/** The longest card number that begins with the first of these runs: a shorter one may be a part of it. */
function longestCard(text: string, runs: readonly Run[]): readonly Run[] | undefined {
  for (let count = runs.length; count > 0; count--) {
    const some = runs.slice(0, count)
    const close = some.every((run, n) => n === 0 || between.test(text.slice(some[n - 1]?.end, run.start)))
    if (!close || (count > 1 && !groups.test(some.map(({ digits }) => digits).join(',')))) continue
    if (isCardNumber(some.map(({ digits }) => digits).join(''))) return some
  }
  return undefined
}

/** Where a text has an IBAN, or a creditor's reference (`RF18 5390 …`, ISO 11649), whose check digits are right. */
function ibansIn(text: string): readonly { readonly start: number; readonly end: number }[] {
  const references = [...text.matchAll(/(?<![A-Z0-9])RF\d{2}(?: ?[A-Z0-9]){1,21}(?![A-Z0-9])/gi)]
    .filter(([written]) => isCheckedReference(written))
    .map(({ 0: written, index }) => ({ start: index, end: index + written.length }))
  const accounts = [...text.matchAll(/(?<![A-Z0-9])[A-Z]{2}\d{2}(?: ?[A-Z0-9]){11,30}/gi)].flatMap(
    ({ 0: written, index }) => {
      // What stands behind an IBAN may look as if it belonged to it.
      const found = leadingIban(written, 'whatever follows')
      return found ? [{ start: index, end: index + written.length - found.rest.length }] : []
    },
  )
  return [...accounts, ...references]
}
