import { expect, test } from 'vitest'
import { readStatementLine } from './mt940-line.ts'

const read = (text: string, around?: string) => readStatementLine(text, 'EUR', around)
const amount = (minor: number) => ({ minor, currency: 'EUR' })

test('a line says its days, amount, type, references and what is behind them', () => {
  expect(read('2603050304DR12,50NTRFREF-1//BANK-1\nSECOND\nTHIRD ')).toEqual({
    valueDate: '2026-03-05',
    bookingDate: '2026-03-04',
    amount: amount(-1250),
    type: 'NTRF',
    reference: 'REF-1',
    bankReference: 'BANK-1',
    supplement: 'SECOND\nTHIRD',
    expected: false,
  })
})

test('what is left out is absent', () => {
  expect(read('260305C12,50')).toEqual({
    valueDate: '2026-03-05',
    bookingDate: '2026-03-05',
    amount: amount(1250),
    type: undefined,
    reference: undefined,
    bankReference: undefined,
    supplement: undefined,
    expected: false,
  })
})

test.each([
  ['C', 1250, false],
  ['D', -1250, false],
  // A reversed credit takes money away, a reversed debit brings it back.
  ['RC', -1250, false],
  ['RD', 1250, false],
  ['EC', 1250, true],
  ['ED', -1250, true],
])('mark %s is %i', (mark, minor, expected) => {
  expect(read(`260305${mark}12,50NMSC`)).toMatchObject({ amount: amount(minor), expected })
  expect(read(` 260305  0305  ${mark}  R  12,50  NMSC`)).toMatchObject({ amount: amount(minor), type: 'NMSC' })
})

test('no amount of nothing is below nothing', () => {
  const line = read('260305D0,00NMSC')
  expect(typeof line === 'object' && Object.is(line.amount.minor, 0)).toBe(true)
})

test.each([
  ['2601021231', '2026-01-02', '2025-12-31'],
  ['2512310102', '2025-12-31', '2026-01-02'],
  ['2603050304', '2026-03-05', '2026-03-04'],
  ['2603051399', '2026-03-05', '2026-03-05'],
])('the year of a booking day is the nearest: %s', (days, valueDate, bookingDate) => {
  expect(read(`${days}C1,00NMSC`)).toMatchObject({ valueDate, bookingDate })
})

test('a value day that is none leaves the booking day to the statement', () => {
  expect(read('2613050304C1,00NMSC', '2026-03-06')).toMatchObject({ valueDate: undefined, bookingDate: '2026-03-04' })
  expect(read('2613050304C1,00NMSC')).toMatchObject({ valueDate: undefined, bookingDate: undefined })
})

test.each(['NONREF', 'nonref', 'NOTPROVIDED', 'KREF', 'KREF+', 'EREF', 'MREF', 'PREF', 'MARF', ' '])(
  '"%s" is no reference',
  (text) => {
    expect(read(`260305C1,00NTRF${text}//${text}`)).toMatchObject({ reference: undefined, bankReference: undefined })
  },
)

test.each(['XNONREF', 'NONREF1', 'KREF1'])('%s is one', (text) => {
  expect(read(`260305C1,00NTRF${text}//B//C`)).toMatchObject({ reference: text, bankReference: 'B//C' })
})

test.each(['', '26030C1,00', '260305X1,00', 'x260305C1,00'])('"%s" is no line', (text) => {
  expect(read(text)).toBe('entry_unreadable')
})

test.each([
  '260305C',
  '260305C1.500NMSC',
  '260305C1,2,3',
  "260302D1'234,50NTRF",
  '260302D1 234,50',
  '260302D1,00-NTRF',
])('"%s" has no amount that can be read', (text) => {
  expect(read(text)).toBe('amount_unreadable')
})

test.each([
  ['260305C12,50//B', undefined, 'B'],
  ['260305C12,50 Rent//B', 'Rent', 'B'],
  ['260305C12,50NMSC', undefined, undefined],
])('%s: without a type the references are read all the same', (text, reference, bankReference) => {
  expect(read(text)).toMatchObject({ amount: amount(1250), reference, bankReference })
})
