import { expect, test } from 'vitest'
import { typeOfBalance, typeOfCashAccount } from './iso-codes.ts'

test.each([
  ['CHECKINGS', 'CACC TRAN CASH SACC CISH SLRY CHAR TRAS ONDP'],
  ['SAVINGS', 'SVGS MOMA'],
  ['LOAN', 'LOAN MGLD MORT'],
  ['CREDIT_CARD', 'CARD'],
])('%s is what ISO 20022 calls %s, in any case', (type, codes) => {
  for (const code of codes.split(' ')) {
    expect([typeOfCashAccount(code), typeOfCashAccount(code.toLowerCase())], code).toEqual([type, type])
  }
})

test('accounts that we do not read have no type', () => {
  expect(['ODFT', 'NREX', 'COMM', '', undefined].map(typeOfCashAccount)).toEqual(Array(5).fill(undefined))
})

test.each([
  ['CLBD', 'closingBooked'],
  ['CLAV', 'closingAvailable'],
  ['XPCD', 'expected'],
  ['OPBD', 'openingBooked'],
  ['OPAV', 'openingAvailable'],
  ['ITAV', 'interimAvailable'],
  ['ITBD', 'interimBooked'],
  ['FWAV', 'forwardAvailable'],
  ['PRCD', 'previouslyClosedBooked'],
  ['INFO', 'information'],
  ['VALU', 'valueDate'],
  ['OTHR', 'other'],
])('balance %s is %s of Berlin Group', (code, name) => {
  expect([typeOfBalance(code), typeOfBalance(code.toLowerCase())]).toEqual([name, name])
})

test('a balance of another kind keeps its word, up to a length', () => {
  expect(typeOfBalance('nonInvoiced')).toBe('nonInvoiced')
  expect(typeOfBalance('x'.repeat(41))).toBe('x'.repeat(40))
  expect(typeOfBalance(undefined)).toBeUndefined()
})
