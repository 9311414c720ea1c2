import { parseBankJson } from '@raccord/connector-kit'
import { expect, test } from 'vitest'
import { readAccount } from './account.ts'
import { readCardEntry } from './card-entry.ts'
import { readEntry } from './entry.ts'

const read = (json: string) => {
  const entry = readEntry(parseBankJson(json), 'BOOKED')
  if (typeof entry === 'string') throw new Error(entry)
  return entry
}

test('a full entry of the standard', () => {
  const entry = read(`{"transactionId":"t1","entryReference":"e1","endToEndId":"x2e","mandateId":"M1","checkId":"C1",
    "creditorId":"FR12ZZZ","bookingDate":"2026-03-01","valueDate":"2026-03-02","bankTransactionCode":"PMNT-RDDT-ESDD",
    "transactionAmount":{"currency":"EUR","amount":"-12.5"},"creditorName":"Shop","creditorAccount":{"iban":"FR76 3000"},
    "debtorName":"Me","remittanceInformationUnstructuredArray":["one"," two ",""],
    "balanceAfterTransaction":{"balanceAmount":{"currency":"EUR","amount":"7"},"balanceType":"x"}}`)
  expect(entry).toMatchObject({
    ...{
      bankId: 't1',
      entryReference: 'e1',
      endToEndId: 'x2e',
      mandateId: 'M1',
      checkNumber: 'C1',
      creditorId: 'FR12ZZZ',
    },
    ...{ amount: { minor: -1250, currency: 'EUR' }, counterpartyName: 'Shop', counterpartyIban: 'FR763000' },
    ...{ bookingDate: '2026-03-01', valueDate: '2026-03-02', remittance: ['one', 'two'] },
    balanceAfter: { minor: 700, currency: 'EUR' },
  })
})

test('money that came in is from the debtor', () => {
  const entry = read('{"transactionAmount":{"currency":"EUR","amount":"1"},"creditorName":"Me","debtorName":"Boss"}')
  expect(entry.counterpartyName).toBe('Boss')
})

test.each([
  ['"12.10"', 1210],
  ['12.10', 1210],
  ['-0.05', -5],
  ['"+3"', 300],
  ['1234567890.12', 123456789012],
])('amount %s', (amount, minor) => {
  const json = `{"transactionAmount":{"currency":"eur","amount":${amount}}}`
  const entry = read(json)
  expect(entry.amount).toEqual({ minor, currency: 'EUR' })
  // The entry as sent, to the digit.
  expect(entry.raw).toBe(json)
})

test('numbers that a double cannot hold keep their digits', () => {
  const entry = read('{"transactionId":12345678901234567890,"transactionAmount":{"currency":"EUR","amount":"1"}}')
  expect(entry.bankId).toBe('12345678901234567890')
  expect(entry.raw).toContain('12345678901234567890')
})

test.each([
  ['"2026-03-01"', '2026-03-01'],
  ['"2026-03-01T23:59:00Z"', '2026-03-01'],
  ['20260301', '2026-03-01'],
  ['"2026-02-30"', undefined],
  ['"01/03/2026"', undefined],
  ['null', undefined],
  ['""', undefined],
])('booking date %s', (written, day) => {
  expect(
    read(`{"bookingDate":${written},"valueDate":"2026-03-04","transactionAmount":{"currency":"EUR","amount":"1"}}`)
      .bookingDate,
  ).toBe(day)
})

test('structured remittance as text and as object, each line once', () => {
  const entry = read(`{"transactionAmount":{"currency":"EUR","amount":"1"},"remittanceInformationUnstructured":"a\\nb",
    "remittanceInformationStructured":"RF18","remittanceInformationStructuredArray":[{"reference":"RF18"},{"reference":"RF19"}]}`)
  expect(entry.remittance).toEqual(['a', 'b', 'RF18', 'RF19'])
})

test('a card that counts debits as positive', () => {
  const value = {
    cardTransactionId: 'c1',
    transactionAmount: { currency: 'EUR', amount: '9.90' },
    originalAmount: { currency: 'USD', amount: '10.80' },
    transactionDetails: 'BOOKS',
    merchantCategoryCode: '5942',
  }
  expect(readCardEntry(value, 'BOOKED', true)).toMatchObject({
    ...{ bankId: 'c1', amount: { minor: -990, currency: 'EUR' }, merchantCategoryCode: '5942', remittance: ['BOOKS'] },
    original: { amount: { minor: -1080, currency: 'USD' } },
  })
  expect(readCardEntry(value, 'BOOKED', false)).toMatchObject({ amount: { minor: 990 } })
})

test('an amount in no currency tells of no other one', () => {
  const exchanged = '"currencyExchange":[{"instructedAmount":{"amount":"7","currency":"XXX"}}]'
  expect(read(`{"transactionAmount":{"amount":"5","currency":"EUR"},${exchanged}}`).original).toBeUndefined()
})

test('a balance in no currency is in that of its account', () => {
  const balances = [{ balanceAmount: { amount: '1.234', currency: 'XXX' } }]
  expect(readAccount({ resourceId: '1', currency: 'KWD', balances }, 'account')?.account.balances).toMatchObject([
    { amount: { minor: 1234, currency: 'KWD' } },
  ])
})

test('a booked entry whose only days nobody can read is told as unread', () => {
  const transactionAmount = { amount: '-1', currency: 'EUR' }
  const unreadable = { transactionAmount, bookingDate: '30/06/2026', valueDate: '0001-01-01' }
  expect(readEntry(unreadable, 'BOOKED')).toBe('date_unreadable')
  expect(readCardEntry(unreadable, 'BOOKED', false)).toBe('date_unreadable')
  expect(readEntry(unreadable, 'PENDING')).toMatchObject({ status: 'PENDING' })
  expect(readEntry({ ...unreadable, valueDate: '2026-06-30' }, 'BOOKED')).toMatchObject({ valueDate: '2026-06-30' })
  expect(readEntry({ transactionAmount }, 'BOOKED')).toMatchObject({ status: 'BOOKED' })
})
