import { expect, test } from 'vitest'
import { isCardNumber, maskCardNumbers, maskPan } from './card-numbers.ts'
import { ibanOf, isCheckedReference } from './iban.ts'

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

/** A German IBAN around the number of a card. */
const iban = Array.from({ length: 97 }, (_, at) => `DE${String(at + 2).padStart(2, '0')} 4111 1111 1111 1111 00`)
  .filter((written) => ibanOf(written) !== undefined)
  .slice(0, 1)
  .join()

test('only what its scheme gives numbers of this length is a card', () => {
  const lengthsOf = (begins: string) =>
    [12, 13, 14, 15, 16, 17, 18, 19, 20].filter((length) => {
      const body = begins.padEnd(length - 1, '9')
      return Array.from({ length: 10 }, (_, digit) => `${body}${digit}`).some(isCardNumber)
    })
  const longest = [15, 16, 17, 18, 19]
  expect(lengthsOf('4')).toEqual([13, 16, 18, 19])
  for (const begins of ['51', '2720', '9792', '8600', '9860']) expect(lengthsOf(begins), begins).toEqual([16])
  for (const begins of ['34', '1']) expect(lengthsOf(begins), begins).toEqual([15])
  for (const begins of ['36', '3095']) expect(lengthsOf(begins), begins).toEqual([14, ...longest])
  for (const begins of ['3528', '2131', '1800']) expect(lengthsOf(begins), begins).toEqual(longest)
  for (const begins of ['6', '50', '58']) expect(lengthsOf(begins), begins).toEqual([12, 13, 14, ...longest])
  for (const begins of ['81', '2200']) expect(lengthsOf(begins), begins).toEqual([16, 17, 18, 19])
  for (const begins of ['7', '0', '2721', '2219', '99', '85', '59']) expect(lengthsOf(begins), begins).toEqual([])
})

test('every digit counts in the check digit', () => {
  // 9 in a doubled place, 4 and 5 on either side of the carry.
  expect(['4999999999999996', '4444444444444448', '5454545454545454'].map(isCardNumber)).toEqual([true, true, true])
  for (let digit = 0; digit < 9; digit++) expect(isCardNumber(`499999999999999${digit}`)).toBe(digit === 6)
})

test('two cards in one line are two, and an IBAN hides only itself', () => {
  const [card, masked] = ['4111 1111 1111 1111', '4111 11XX XXXX 1111']
  expect(iban).not.toBe('')
  expect(maskCardNumbers(`${iban} ${card}`)).toBe(`${iban} ${masked}`)
  expect(maskCardNumbers(`${card} ${iban}`)).toBe(`${masked} ${iban}`)
  expect(maskCardNumbers(`${creditorReference}, ${card}`)).toBe(`${creditorReference}, ${masked}`)
  expect(maskCardNumbers(`RF00411111111111111 ${card}`)).toBe(`RF00411111111111111 ${masked}`)
  expect(maskCardNumbers(`${card}; ${card}`)).toBe(`${masked}; ${masked}`)
  // Its check digits are wrong: no IBAN.
  expect(maskCardNumbers('DE00 4111 1111 1111 1111 00')).toContain('DE00 4111 11XX XXXX')
})

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
  ['4111/1111/1111/1111', '4111/11XX/XXXX/1111'],
  ['4111_1111_1111_1111', '4111_11XX_XXXX_1111'],
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
  ...[creditorReference, iban, 'Ref. 4111 1111, 1111 1111', '4111\n1111\n1111\n1111'],
  // Groups of other sizes, and more between them than stands between the groups of a number.
  ...['411 11111 1111 1111', '4111 x 1111 x 1111 x 1111', '4111    1111    1111    1111'],
  ...['Nothing', '', '12345678901'],
])('%s stays as it is', (text) => {
  expect(maskCardNumbers(text)).toBe(text)
})

test('what is said to be a card number needs no scheme', () => {
  expect(maskPan('1234567890123456')).toBe('123456XXXXXX3456')
  expect(maskPan('4111 1111 1111 1112')).toBe('411111XXXXXX1112')
  expect(maskPan('1234.5678.9012.3456')).toBe('123456XXXXXX3456')
  expect(maskPan('Visa 4111111111111111')).toBe('Visa 411111XXXXXX1111')
  expect(maskPan('1234_5678/9012_3456')).toBe('123456XXXXXX3456')
  expect(maskPan('12345678901')).toBe('12345678901')
  expect(maskPan('12345678901234567890')).toBe('12345678901234567890')
  expect(maskPan('4978******4034')).toBe('4978******4034')
})
