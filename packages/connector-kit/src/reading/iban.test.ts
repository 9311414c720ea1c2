import { expect, test } from 'vitest'
import { ibanOf, isCheckedReference, leadingIban } from './iban.ts'

test.each([
  ['FR76 3000 6000 0112 3456 7890 189', 'FR7630006000011234567890189'],
  ['de89370400440532013000', 'DE89370400440532013000'],
  [' BE68\t5390 0754\u00A07034 ', 'BE68539007547034'],
  ['NO9386011117947', 'NO9386011117947'],
  ['MT84MALT011000012345MTLCAST001S', 'MT84MALT011000012345MTLCAST001S'],
])('%s is an IBAN', (written, iban) => {
  expect(ibanOf(written)).toBe(iban)
})

test('the length is that of the country', () => {
  // With check digits that are made here (ISO 7064: 98 less what is left of the rest).
  const made = (country: string, length: number) => {
    const body = `${'0'.repeat(length - 5)}1`
    const digits = [...`${body}${country}00`].map((char) => Number.parseInt(char, 36)).join('')
    return `${country}${String(98n - (BigInt(digits) % 97n)).padStart(2, '0')}${body}`
  }
  for (const [country, length] of Object.entries({ GB: 22, HU: 28, IT: 27, NL: 18, PL: 28, SK: 24, UA: 29, VA: 22 })) {
    expect(ibanOf(made(country, length)), country).toBe(made(country, length))
    for (const other of [length - 1, length + 1]) expect(ibanOf(made(country, other)), country).toBeUndefined()
  }
})

test.each([
  ['a wrong check sum', 'FR7630006000011234567890188'],
  ['a digit that is missing', 'FR763000600001123456789018'],
  // ISO 7064 is right for these; the registry has no such country, or another length for it.
  ['a length that the country does not have', 'DE36123456789012345678901'],
  ['a country without IBANs', 'US64SVBKUS6S3300958879'],
  ['letters where the check digits stand', 'FRA630006000011234567890189'],
  ['something in front of it', 'XFR7630006000011234567890189'],
  ['something behind it', 'FR7630006000011234567890189-'],
  ['nothing', ''],
  ['no text', undefined],
])('%s is none', (_what, written) => {
  expect(ibanOf(written)).toBeUndefined()
})

test('a creditor reference is known by its check digits (ISO 11649)', () => {
  expect(isCheckedReference('RF18 5390 0754 7034')).toBe(true)
  expect(isCheckedReference('rf18539007547034')).toBe(true)
  for (const other of ['RF19 5390 0754 7034', 'XRF18539007547034', 'RF18', 'BE68539007547034', 'RF18539007547034-']) {
    expect(isCheckedReference(other), other).toBe(false)
  }
  expect(isCheckedReference(`RF18${'539007547034'.padEnd(22, '0')}`)).toBe(false)
})

test('an IBAN that a text begins with is told apart from what follows it', () => {
  const iban = 'BE68539007547034'
  expect(leadingIban('BE68 5390 0754 7034 PAUL')).toEqual({ iban, rest: ' PAUL' })
  expect(leadingIban('  be68539007547034')).toEqual({ iban, rest: '' })
  expect(leadingIban('BE68539007547034/PAUL')).toEqual({ iban, rest: '/PAUL' })
  expect(leadingIban('BE68539007547034PAUL')).toBeUndefined()
  expect(leadingIban('BE685390075470341')).toBeUndefined()
  expect(leadingIban('BE68539007547034PAUL', 'whatever follows')).toEqual({ iban, rest: 'PAUL' })
})

test.each([
  'PAUL BE68539007547034',
  'BE68 5390',
  'BE68-5390-0754-7034',
  'BE68.539007547034',
  'BE67 5390 0754 7034',
  'ZZ68539007547034',
  '',
])('no IBAN at the beginning of "%s"', (text) => expect(leadingIban(text)).toBeUndefined())
