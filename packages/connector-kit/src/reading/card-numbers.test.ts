import { expect, test } from 'vitest'
import { isCardNumber, maskCardNumbers, maskPan } from './card-numbers.ts'
import { isCheckedReference } from './iban.ts'

/** A number of this beginning and length, its check digit made. */
function cardOf(begins: string, length: number): string {
  const body = begins.padEnd(length - 1, '1234567890')
  for (let digit = 0; digit < 10; digit++) if (isCardNumber(`${body}${digit}`)) return `${body}${digit}`
  throw new Error(`${begins} of ${length} digits is no card`)
}

const cards = [
  ...[['4', 13] as const, ['4', 16] as const, ['4', 19] as const, ['4571', 16] as const],
  ...[['51', 16] as const, ['55', 16] as const, ['2221', 16] as const, ['2720', 16] as const],
  ...[['34', 15] as const, ['37', 15] as const, ['300', 14] as const, ['36', 14] as const, ['38', 16] as const],
  ...[['3528', 16] as const, ['3589', 16] as const, ['6011', 16] as const, ['65', 16] as const, ['644', 19] as const],
  ...[['62', 16] as const, ['62', 19] as const, ['50', 12] as const, ['58', 13] as const, ['6759', 16] as const],
  ...[
    ['6703', 17] as const,
    ['6304', 19] as const,
    ['2200', 16] as const,
    ['9792', 16] as const,
    ['8171', 16] as const,
  ],
  ...[['5019', 16] as const, ['6062', 16] as const, ['1', 15] as const, ['8600', 16] as const],
]

/** ISO 11649 around the number of a card. */
const creditorReference = Array.from({ length: 97 }, (_, at) => `RF${String(at + 2).padStart(2, '0')}4111111111111111`)
  .filter(isCheckedReference)
  .slice(0, 1)
  .join()

test.each(cards)('a card that begins with %s and has %i digits is masked, alone and in a text', (begins, length) => {
  const card = cardOf(begins, length)
  const masked = `${card.slice(0, 6)}${'X'.repeat(length - 10)}${card.slice(-4)}`
  expect(maskCardNumbers(card)).toBe(masked)
  expect(maskCardNumbers(`CB${card} 12.30 EUR`)).toBe(`CB${masked} 12.30 EUR`)
  expect(maskCardNumbers(`Achat ${card} 150626 1200`)).toBe(`Achat ${masked} 150626 1200`)
})

test.each([
  ['4111 1111 1111 1111', '4111 11XX XXXX 1111'],
  ['4111-1111-1111-1111', '4111-11XX-XXXX-1111'],
  ['3782 822463 10005', '3782 82XXXX X0005'],
  ['3056 930902 5904', '3056 93XXXX 5904'],
  ['4111  1111  1111  1111', '4111  11XX  XXXX  1111'],
  ['4111 - 1111 - 1111 - 1111', '4111 - 11XX - XXXX - 1111'],
  ['4111.1111.1111.1111', '4111.11XX.XXXX.1111'],
  ['4111\u20111111\u20111111\u20111111', '4111\u201111XX\u2011XXXX\u20111111'],
  ['4111\u202F1111\u202F1111\u202F1111', '4111\u202F11XX\u202FXXXX\u202F1111'],
  ['4111\t1111\t1111\t1111', '4111\t11XX\tXXXX\t1111'],
  ['Carte 4111 1111 1111 1111 du 15 06', 'Carte 4111 11XX XXXX 1111 du 15 06'],
  ['4111111111111111 and 5555555555554444', '411111XXXXXX1111 and 555555XXXXXX4444'],
])('groups as on a card: %s', (text, masked) => {
  expect(maskCardNumbers(text)).toBe(masked)
})

test.each([
  ...['4111111111111112', 'CB 4978******304034', '497812XXXXXX3040', 'Rechnung 2026000012345', '+33 6 12 34 56 78'],
  ...['FR76 3000 6000 0112 3456 7890 189', 'BE68 5390 0754 7034', 'NL91ABNA0417164300', 'IBAN: BE68539007547034 PAUL'],
  // A reference whose digits would be a card's, and its check digits right.
  ...[creditorReference, 'Ref. 4111 1111, 1111 1111', '4111\n1111\n1111\n1111'],
  ...['Nothing', '', '12345678901'],
])('%s stays as it is', (text) => {
  expect(maskCardNumbers(text)).toBe(text)
})

test('what is said to be a card number needs no scheme', () => {
  expect(maskPan('1234567890123456')).toBe('123456XXXXXX3456')
  expect(maskPan('4111 1111 1111 1112')).toBe('411111XXXXXX1112')
  expect(maskPan('1234.5678.9012.3456')).toBe('123456XXXXXX3456')
  expect(maskPan('Visa 4111111111111111')).toBe('Visa 411111XXXXXX1111')
  expect(maskPan('4978******4034')).toBe('4978******4034')
})
