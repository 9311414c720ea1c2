import { expect, test } from 'vitest'
import { readAccount } from './account.ts'
import { readBalances } from './balance.ts'
import { readEntry } from './entry.ts'
import { meaningOfConsent } from './wire-words.ts'

test.each([
  ['AwaitingAuthorisation', 'waiting'],
  ['AWAU', 'waiting'],
  ['Authorised', 'authorised'],
  ['AUTH', 'authorised'],
  ['Rejected', 'refused'],
  ['RJCT', 'refused'],
  ['Revoked', 'ended'],
  ['CANC', 'ended'],
  ['EXPD', 'ended'],
  ['Unheard', undefined],
])('a consent that is %s is %s', (status, meaning) => {
  expect(meaningOfConsent(status)).toBe(meaning)
})

test.each([
  [
    { AccountType: 'Business', AccountSubType: 'CurrentAccount', Status: 'Disabled' },
    'CHECKINGS',
    'PROFESSIONAL',
    'blocked',
  ],
  [{ AccountCategory: 'Personal', AccountTypeCode: 'SVGS', Status: 'ENAB' }, 'SAVINGS', 'PERSONAL', 'enabled'],
  [{ AccountSubType: 'ChargeCard', Status: 'Deleted' }, 'CREDIT_CARD', undefined, 'deleted'],
  [{ AccountTypeCode: 'MORT' }, 'LOAN', undefined, undefined],
  [{ AccountTypeCode: 'COMM' }, { unsupported: 'COMM' }, undefined, undefined],
])('%j', (members, type, usage, status) => {
  const account = readAccount({ AccountId: 'a', Currency: 'GBP', ...members })
  expect([account?.type, account?.usage, account?.status]).toEqual([type, usage, status])
})

test('numbers of any scheme; a card’s is masked', () => {
  const numbers = [
    { SchemeName: 'UK.OBIE.SortCodeAccountNumber', Identification: '80200112345678', Name: 'Mr K' },
    { SchemeName: 'UK.OBIE.IBAN', Identification: 'gb29 nwbk' },
  ]
  expect(readAccount({ AccountId: 'a', Account: numbers })).toMatchObject({ iban: 'GB29NWBK', ownerName: 'Mr K' })
  expect(readAccount({ AccountId: 'a', Account: numbers.slice(0, 1) })).toMatchObject({ number: '80200112345678' })
  const card = readAccount({
    AccountId: 'a',
    Account: [{ SchemeName: 'UK.OBIE.PAN', Identification: '4970123456781234' }],
  })
  expect([card?.maskedPan, card?.number]).toEqual(['497012XXXXXX1234', '497012XXXXXX1234'])
})

test.each([
  ['ClosingBooked', 'closingBooked'],
  ['CLBD', 'closingBooked'],
  ['InterimAvailable', 'interimAvailable'],
  ['ITAV', 'interimAvailable'],
  ['PRCD', 'previouslyClosedBooked'],
])('a balance %s is %s', (Type, name) => {
  const Balance = [
    {
      Type,
      CreditDebitIndicator: 'Debit',
      Amount: { Amount: '5.00', Currency: 'GBP' },
      DateTime: '2026-03-01T10:00:00+00:00',
      CreditLine: [{ Included: true, Type: 'Pre-Agreed', Amount: { Amount: '100', Currency: 'GBP' } }],
    },
  ]
  expect(readBalances({ Data: { Balance } })).toEqual({
    balances: [{ type: name, amount: { minor: -500, currency: 'GBP' }, day: '2026-03-01', creditLimitIncluded: true }],
    creditLine: { minor: 10_000, currency: 'GBP' },
  })
})

test.each([
  ['Booked', 'BOOKED'],
  ['BOOK', 'BOOKED'],
  ['Pending', 'PENDING'],
  ['PDNG', 'PENDING'],
  ['FUTR', 'PENDING'],
  ['Rejected', 'REJECTED'],
  ['RJCT', 'REJECTED'],
  ['Declined', 'REJECTED'],
  ['CANC', 'CANCELLED'],
  ['INFO', 'OTHER'],
  ['Unheard', 'OTHER'],
])('an entry that is %s is %s', (Status, status) => {
  expect(readEntry({ Status, CreditDebitIndicator: 'Debit', Amount: { Amount: '1', Currency: 'GBP' } })).toMatchObject({
    status,
  })
})

test('without a known word for the direction nothing is a credit; where there is none a minus sign stands', () => {
  const entry = { Amount: { Amount: '1', Currency: 'GBP' } }
  for (const CreditDebitIndicator of ['Dr', 'Debit card', 5])
    expect(readEntry({ ...entry, CreditDebitIndicator })).toBe('sign_missing')
  const negative = { Amount: { Amount: '-1', Currency: 'GBP' } }
  for (const CreditDebitIndicator of [undefined, null, '', ' ']) {
    expect(readEntry({ ...entry, CreditDebitIndicator })).toBe('sign_missing')
    expect(readEntry({ ...negative, CreditDebitIndicator })).toMatchObject({ amount: { minor: -100 } })
  }
})

test('a balance that may be owed is left out, also behind an entry', () => {
  const Amount = { Amount: '500', Currency: 'GBP' }
  for (const CreditDebitIndicator of [undefined, null, 'Dr']) {
    expect(readBalances({ Data: { Balance: [{ Type: 'CLBD', CreditDebitIndicator, Amount }] } })?.balances).toEqual([])
    const read = readEntry({ Amount, CreditDebitIndicator: 'Debit', Balance: { CreditDebitIndicator, Amount } })
    expect(read).toMatchObject({ amount: { minor: -50_000 }, balanceAfter: undefined })
  }
})

test('an amount in no currency tells of no other one', () => {
  const CurrencyExchange = { InstructedAmount: { Amount: '4', Currency: 'XXX' } }
  const entry = { CreditDebitIndicator: 'Credit', Amount: { Amount: '1', Currency: 'GBP' } }
  expect(readEntry({ ...entry, CurrencyExchange })).not.toMatchObject({
    original: expect.anything(),
  })
})

test('an entry with everything', () => {
  const read = readEntry({
    TransactionId: 't1',
    TransactionReference: 'r1',
    CreditDebitIndicator: 'Debit',
    Status: 'Booked',
    BookingDateTime: '2026-03-01T23:59:00+00:00',
    ValueDateTime: '2026-03-02T00:00:00+00:00',
    TransactionInformation: 'COFFEE\nLONDON',
    AddressLine: '1 High Street',
    Amount: { Amount: '3.40', Currency: 'GBP' },
    CurrencyExchange: { ExchangeRate: 1.17, InstructedAmount: { Amount: '4', Currency: 'EUR' } },
    BankTransactionCode: { Code: 'CustomerCardTransactions', SubCode: 'PurchaseCard' },
    ProprietaryBankTransactionCode: { Code: 'DEB' },
    Balance: { CreditDebitIndicator: 'Credit', Amount: { Amount: '96.60', Currency: 'GBP' } },
    MerchantDetails: { MerchantName: 'Coffee Ltd', MerchantCategoryCode: '5814' },
    CreditorAccount: { SchemeName: 'UK.OBIE.IBAN', Identification: 'gb29 nwbk' },
  })
  expect(read).toMatchObject({
    amount: { minor: -340, currency: 'GBP' },
    bookingDate: '2026-03-01',
    valueDate: '2026-03-02',
    remittance: ['COFFEE', 'LONDON'],
    counterpartyName: 'Coffee Ltd',
    counterpartyIban: 'GB29NWBK',
    bankTransactionCode: 'CustomerCardTransactions-PurchaseCard',
    merchantCategoryCode: '5814',
    original: { amount: { minor: -400, currency: 'EUR' }, rate: '1.17' },
    balanceAfter: { minor: 9660, currency: 'GBP' },
  })
})

test('a booked entry whose only day nobody can read is told as unread', () => {
  const entry = { CreditDebitIndicator: 'Debit', Amount: { Amount: '1', Currency: 'GBP' } }
  const unreadable = { ...entry, BookingDateTime: '30/06/2026 10:00', ValueDateTime: '0001-01-01T00:00:00Z' }
  expect(readEntry(unreadable)).toBe('date_unreadable')
  expect(readEntry({ ...unreadable, Status: 'Pending' })).toMatchObject({ status: 'PENDING' })
})
