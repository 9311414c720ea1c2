import { expect, test } from 'vitest'
import { readAccount } from './account.ts'
import { readBalances } from './balance.ts'
import { readEntry } from './entry.ts'

const entry = (more: object) =>
  readEntry({
    transactionAmount: { currency: 'EUR', amount: '12.30' },
    creditDebitIndicator: 'DBIT',
    status: 'BOOK',
    ...more,
  })

test.each([
  ['BOOK', 'BOOKED'],
  ['PDNG', 'PENDING'],
  ['FUTR', 'PENDING'],
  ['OTHR', 'OTHER'],
  ['INFO', 'OTHER'],
  ['RJCT', 'REJECTED'],
  ['book', 'BOOKED'],
  [undefined, 'BOOKED'],
])('status %s is %s', (status, expected) => {
  expect(entry({ status })).toMatchObject({ status: expected })
})

test.each([
  ['DBIT', '12.30', -1230],
  ['CRDT', '12.30', 1230],
  ['DBIT', '-12.30', -1230],
  ['CRDT', 12.3, 1230],
  [undefined, '-12.30', -1230],
  ['DBIT', '0', 0],
])('%s %s is %s', (creditDebitIndicator, amount, minor) => {
  expect(entry({ creditDebitIndicator, transactionAmount: { currency: 'EUR', amount } })).toMatchObject({
    amount: { minor, currency: 'EUR' },
  })
})

test.each([
  [
    ['A', 'B ', 'A'],
    ['A', 'B'],
  ],
  [{ unstructured: ['A\nB'] }, ['A', 'B']],
  [{ unstructured: 'A', structured: [{ creditorReferenceInformation: { reference: 'R1' } }] }, ['A', 'R1']],
  ['A', ['A']],
  [null, []],
  [{ unstructured: [7, {}, null] }, ['7']],
])('remittance %j', (remittanceInformation, lines) => {
  expect(entry({ remittanceInformation })).toMatchObject({ remittance: lines })
})

test('the other side, by the way the money went; codes; another currency', () => {
  const relatedParties = {
    debtor: { name: 'Payer' },
    debtorAccount: { iban: 'FR76 3000' },
    creditor: { name: 'Shop' },
    creditorAccount: { iban: 'de89 3704' },
  }
  expect(
    entry({
      relatedParties,
      bankTransactionCode: { domain: 'PMNT', family: 'RDDT', subFamily: 'ESDD', code: 'X1' },
      transactionAmountDetails: {
        instructedAmount: { amount: { currency: 'USD', amount: '14' }, exchangeRate: 1.138 },
      },
    }),
  ).toMatchObject({
    counterpartyName: 'Shop',
    counterpartyIban: 'DE893704',
    bankTransactionCode: 'PMNT-RDDT-ESDD',
    proprietaryCode: 'X1',
    original: { amount: { minor: -1400, currency: 'USD' }, rate: '1.138' },
  })
  expect(entry({ relatedParties, creditDebitIndicator: 'CRDT' })).toMatchObject({ counterpartyName: 'Payer' })
})

test('pending entries have the day that is expected; rules name what cannot be read', () => {
  expect(entry({ status: 'PDNG', expectedBookingDate: '2026-03-02' })).toMatchObject({ bookingDate: '2026-03-02' })
  expect(entry({ expectedBookingDate: '2026-03-02' })).not.toMatchObject({ bookingDate: expect.anything() })
  expect([readEntry(null), readEntry([]), readEntry({}), entry({ transactionAmount: 'ten' })]).toEqual([
    'entry_not_object',
    'entry_not_object',
    'amount_missing',
    'amount_unreadable',
  ])
})

test('accounts, cards, and kinds that are not read', () => {
  const card = readAccount({
    resourceId: 'c',
    cashAccountType: 'CARD',
    linkedAccount: 'a',
    accountId: { other: { identification: '4970XXXXXXXX1234', schemeName: 'CPAN' }, currency: 'eur' },
  })
  expect(card).toMatchObject({
    linked: 'a',
    account: { type: 'CREDIT_CARD', maskedPan: '4970XXXXXXXX1234', currency: 'EUR' },
  })
  expect(readAccount({ resourceId: 'x', cashAccountType: 'ZZZZ', product: 'PEL' })?.account.type).toEqual({
    unsupported: 'PEL',
  })
  expect(readAccount({ accountId: { iban: 'FR76' } })?.account).toMatchObject({ bankId: 'FR76', type: 'CHECKINGS' })
  expect(readAccount({ name: 'nothing to ask by' })).toBeUndefined()
})

test('without a known word for the direction nothing is a credit', () => {
  expect(entry({ creditDebitIndicator: 'DEBIT CARD' })).toBe('sign_missing')
  for (const creditDebitIndicator of [null, undefined, '']) expect(entry({ creditDebitIndicator })).toBe('sign_missing')
})

test('a balance whose indicator nobody knows is left out; one without is signed', () => {
  const balance = { balanceAmount: { amount: '500', currency: 'EUR' }, balanceType: 'CLBD' }
  expect(readBalances([{ ...balance, creditDebitIndicator: 'D' }])).toEqual([])
  expect(readBalances([{ ...balance, creditDebitIndicator: 'DBIT' }])).toMatchObject([{ amount: { minor: -50_000 } }])
  expect(readBalances([balance])).toMatchObject([{ amount: { minor: 50_000 } }])
})

test('a balance in no currency is in that of its account', () => {
  const balances = [{ balanceAmount: { amount: '500', currency: 'XXX' } }]
  const account = { resourceId: '1', accountId: { currency: 'JPY' }, balances }
  expect(readAccount(account)?.account.balances).toMatchObject([{ amount: { minor: 500, currency: 'JPY' } }])
})

test('a booked entry whose only day nobody can read is told as unread', () => {
  expect(entry({ bookingDate: '30/06/2026' })).toBe('date_unreadable')
  expect(entry({ bookingDate: '30/06/2026', valueDate: '2026-06-30' })).toMatchObject({ valueDate: '2026-06-30' })
  expect(entry({ bookingDate: '30/06/2026', status: 'PDNG' })).toMatchObject({ status: 'PENDING' })
})
