import { describe, expect, test } from 'vitest'
import {
  readBoolean,
  readCountries,
  readExpected,
  readFont,
  readId,
  readIds,
  readLocale,
  readRadius,
  readScheme,
  readSeconds,
  readText,
  readUrl,
} from './parameter-readers.ts'

type Reader = (text: string) => { readonly value: unknown } | { readonly broken: string }

/** Whatever is not read is answered by this rule. */
function rejects(reader: Reader, rule: string, ...texts: readonly string[]) {
  for (const text of texts) expect(reader(text), text).toEqual({ broken: rule })
}

test('true and false, nothing else', () => {
  expect([readBoolean('true'), readBoolean('false')]).toEqual([{ value: true }, { value: false }])
  rejects(readBoolean, 'must be true or false', '', '1', 'TRUE', 'yes')
})

test('kinds of accounts, in any case', () => {
  expect(['ALL', ' payment ', 'Other'].map(readExpected)).toEqual([
    { value: 'ALL' },
    { value: 'PAYMENT' },
    { value: 'OTHER' },
  ])
  rejects(readExpected, 'must be ALL, PAYMENT or OTHER', '', 'CHECKINGS')
})

test('seconds up to an hour', () => {
  expect(['0', '3600', '00010'].map(readSeconds)).toEqual([{ value: 0 }, { value: 3600 }, { value: 10 }])
  rejects(readSeconds, 'must be whole seconds from 0 to 3600', '3601', '-1', '1.5', '5s', 's5', '', '000010')
})

test('ids are decimal, without a leading zero', () => {
  expect([readId('7'), readId('1234567890123456')]).toEqual([{ value: '7' }, { value: '1234567890123456' }])
  rejects(readId, 'must be an id: decimal digits', '07', '0', '12345678901234567', 'x7', '7x', '')
})

test('of a list of ids what is none is left out, with a warning', () => {
  const warning = 'members that are no ids, doubled, or beyond the first 100 were left out'
  expect(readIds(' 7, ,12 ')).toEqual({ value: ['7', '12'] })
  expect(readIds('7,7')).toEqual({ value: ['7'], warning })
  expect(readIds('x7,7x,07,7')).toEqual({ value: ['7'], warning })
  const many = Array.from({ length: 101 }, (_, n) => String(n + 1))
  expect(readIds(many.slice(0, 100).join(','))).toEqual({ value: many.slice(0, 100) })
  expect(readIds(many.join(','))).toEqual({ value: many.slice(0, 100), warning })
  expect(readIds('')).toEqual({ value: [] })
})

test('countries: what is none is left out; none at all is a fault', () => {
  const warning = 'members that are no country codes were left out'
  expect(readCountries('fr, IT')).toEqual({ value: ['FR', 'IT'] })
  expect(readCountries('fr,XFR,FRX,12')).toEqual({ value: ['FR'], warning })
  expect(readCountries('fr,FR')).toEqual({ value: ['FR'], warning })
  expect(readCountries(' , ')).toEqual({ value: [] })
  rejects(readCountries, 'must be a comma list of two-letter country codes', 'France', 'F,1')
  const letters = [...'ABCDEFGH'].flatMap((one) => [...'ABCDEFGH'].map((two) => one + two))
  expect(readCountries(letters.slice(0, 60).join(','))).toEqual({ value: letters.slice(0, 60) })
  expect(readCountries(letters.slice(0, 61).join(','))).toEqual({ value: letters.slice(0, 60), warning })
})

test('a list is read up to a length, whatever is behind it', () => {
  const filler = ','.repeat(19_999)
  expect(readIds(`${filler}7`)).toEqual({ value: ['7'] })
  expect(readIds(`,${filler}7`)).toEqual({ value: [] })
})

test('the language counts, the region does not', () => {
  expect(['fr', 'en_GB', 'it-IT', ' DE '].map(readLocale)).toEqual(['fr', 'en', 'it', 'de'].map((value) => ({ value })))
  rejects(readLocale, 'must be English, French, Italian, Spanish or German (en, fr, it, es, de)', 'tlh', '', 'french')
})

test('a text keeps its lines and loses what could disguise it', () => {
  expect(readText(20)('One\r\nTwo\tThree\n')).toEqual({ value: 'One\nTwo\tThree\n' })
  expect(readText(20)('One\rTwo')).toEqual({ value: 'One\nTwo' })
  expect(readText(20)('a\u0000b\u202ec\u2066d\u007fe\u000bf')).toEqual({ value: 'abcdef' })
  expect(readText(3)('abc\u0000')).toEqual({ value: 'abc' })
  rejects(readText(3), 'must be at most 3 characters', 'abcd')
})

describe('an address', () => {
  test.each(['https://app.example/back?a=1#b', 'http://localhost:3000/', 'https://a.example'])('%s is one', (text) => {
    expect(readUrl(text)).toEqual({ value: text })
  })

  test('is absolute, and http or https', () => {
    const rule = 'must be an absolute http or https URL'
    rejects(readUrl, rule, '', '/back', 'app.example', 'javascript:alert(1)', 'data:text/html,x', 'ftp://a.example/')
    // Read in different ways by different parsers.
    rejects(
      readUrl,
      rule,
      'https://a.example\\@evil.example/',
      ' https://a.example/',
      'https://a.example/\t',
      'https://a.example/\u202e',
    )
  })

  test('names nobody', () => {
    const rule = 'must not hold a user name or password'
    rejects(readUrl, rule, 'https://user@a.example/', 'https://:secret@a.example/', 'https://user:secret@a.example/')
  })

  test('has a length', () => {
    const long = 'https://a.example/'.padEnd(2000, 'x')
    expect(readUrl(long)).toEqual({ value: long })
    rejects(readUrl, 'must be at most 2000 characters', `${long}x`)
  })
})

test('light, dark or auto', () => {
  expect(['light', ' DARK ', 'auto'].map(readScheme)).toEqual(['light', 'dark', 'auto'].map((value) => ({ value })))
  rejects(readScheme, 'must be light, dark or auto', '', 'dim')
})

test('pixels, with or without their unit, up to 24', () => {
  expect(['0', '8px', ' 24 '].map(readRadius)).toEqual([0, 8, 24].map((value) => ({ value })))
  rejects(readRadius, 'must be whole pixels from 0 to 24', '25', '-1', '8em', 'x8', '8 px', '008', '')
})

test('a font is a name, and no style', () => {
  expect([' Open Sans ', 'Noto_Sans-JP', 'あ'].map(readFont)).toEqual(
    ['Open Sans', 'Noto_Sans-JP', 'あ'].map((value) => ({ value })),
  )
  expect(readFont('x'.repeat(50))).toEqual({ value: 'x'.repeat(50) })
  rejects(readFont, 'must be a font family name', '', '-x', 'x;}body{', '"x"', 'x'.repeat(51))
})
