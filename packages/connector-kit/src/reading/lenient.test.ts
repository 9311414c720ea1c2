import { expect, test } from 'vitest'
import type { z } from 'zod'
import { parseBankJson } from './bank-json.ts'
import {
  accountReference,
  amount,
  count,
  currency,
  day,
  flag,
  isSaid,
  list,
  ownCurrency,
  presentList,
  text,
  word,
} from './lenient.ts'

const read = <T>(reader: z.ZodType<T>, ...given: unknown[]) => given.map((one) => reader.parse(one))

test('a text may be a number, and is never empty', () => {
  expect(read(text, ' Paul ', 12, parseBankJson('12.10'), '', '  ', null, undefined, {}, true)).toEqual([
    ...['Paul', '12', '12.10'],
    ...Array(6).fill(undefined),
  ])
})

test('a word is said, be it one that we know or not', () => {
  expect(isSaid({ status: 'odd' }, 'status')).toBe(true)
  expect(isSaid({ status: ' ' }, 'status')).toBe(false)
  expect(isSaid({ status: null }, 'status')).toBe(false)
  expect(isSaid({}, 'status')).toBe(false)
  // What every object inherits was said by nobody.
  expect(isSaid(Object.create({ status: 'odd' }) as object, 'status')).toBe(false)
})

test('a count is a whole number or its digits', () => {
  expect(read(count, 4, '4', '4.00', 0)).toEqual([4, 4, 4, 0])
  expect(read(count, '4.5', '-4', 'x4', '4x', '1234567890', undefined)).toEqual(Array(6).fill(undefined))
})

test('a flag is set only by true', () => {
  expect(read(flag, true, 'true', 'TRUE')).toEqual([true, true, true])
  expect(read(flag, false, 'false', 1, '', null, undefined)).toEqual(Array(6).fill(false))
})

test('a word of a list is found in any case, and given as the list writes it', () => {
  const reader = word('Debit', 'Credit')
  expect(read(reader, 'DEBIT', ' credit ', 'other', undefined)).toEqual(['Debit', 'Credit', undefined, undefined])
})

test('a day is one of the calendar, with or without a time', () => {
  expect(read(day, '2026-03-01', '20260301', '2026-03-01T10:00:00Z', '2026-03-01 10:00', 20260301)).toEqual(
    Array(5).fill('2026-03-01'),
  )
  for (const none of [
    '2026-02-30',
    '0001-01-01',
    '2026-13-01',
    '01.03.2026',
    'x2026-03-01',
    '2026-03-011',
    undefined,
  ]) {
    expect(day.parse(none), none).toBeUndefined()
  }
})

test('XXX is a currency that an amount may have, and none of an account', () => {
  expect(read(currency, 'eur', 'XXX', 'EURO', 'xEUR', 'E1R', undefined)).toEqual([
    'EUR',
    'XXX',
    ...Array(4).fill(undefined),
  ])
  expect(read(ownCurrency, 'eur', 'XXX', 'xxx', 'EURO', 'xEUR', undefined)).toEqual([
    'EUR',
    ...Array(5).fill(undefined),
  ])
})

test('an amount without a currency is in its account’s; one of a word that is no currency is none', () => {
  const euros = { minor: 1230, currency: 'EUR' }
  expect(read(amount, { amount: '12.30', currency: 'EUR' }, { amount: 12.3, currency: 'eur' })).toEqual([euros, euros])
  const open = [undefined, null, '', ' ', 'XXX'].map((currency) => ({ amount: '12.30', currency }))
  const money = { minor: 1230, currency: 'XXX' }
  expect(read(amount, { amount: '12.30' }, ...open)).toEqual(Array(6).fill(money))
  for (const currency of ['EURO', '€', 978, {}, true]) {
    expect(amount.parse({ amount: '12.30', currency }), String(currency)).toBeUndefined()
  }
  expect(read(amount, { currency: 'EUR' }, { amount: 'x', currency: 'EUR' }, '12.30', null, undefined)).toEqual(
    Array(5).fill(undefined),
  )
})

test('an account reference that cannot be read says nothing, and spoils nothing around it', () => {
  const nothing = { iban: undefined, bban: undefined, maskedPan: undefined }
  expect(accountReference.parse({ iban: ' FR76 ', bban: 12 })).toEqual({ ...nothing, iban: 'FR76', bban: '12' })
  expect(read(accountReference, 'FR76', null, undefined)).toEqual([nothing, nothing, nothing])
})

test('a list that must be there is absent, never empty, where nothing was sent', () => {
  expect(read(presentList, [], [1], { a: 1 })).toEqual([[], [1], [{ a: 1 }]])
  expect(read(presentList, {}, null, undefined, 'text', 7)).toEqual(Array(5).fill(undefined))
  expect(read(list, [], [1], { a: 1 }, 'text', null, undefined)).toEqual([[], [1], [{ a: 1 }], ['text'], [], []])
})
