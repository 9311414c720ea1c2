import { expect, test } from 'vitest'
import { typeOfBankCode } from './bank-code.ts'

test.each([
  ['CHRG', 'BANK_FEE'],
  ['FEES', 'BANK_FEE'],
  ['COMM', 'BANK_FEE'],
  ['INTR', 'INTEREST'],
  ['CWDL', 'ATM'],
  ['CDPT', 'DEPOSIT'],
  ['STDO', 'REPEATING_PAYMENT'],
  ['BOOK', 'INTERNAL_TRANSFER'],
  ['DVCA', 'DIVIDEND'],
  ['DVOP', 'DIVIDEND'],
  ['CCHQ', 'CHECK'],
  ['SALA', 'DIRECT_DEPOSIT'],
])('sub-family %s is %s in every family', (sub, type) => {
  for (const family of ['PMNT-RCDT', 'ACMT-MDOP', 'PMNT-CCRD']) {
    expect(typeOfBankCode(`${family}-${sub}`, true), family).toBe(type)
    expect(typeOfBankCode(`${family}-${sub}`.toLowerCase(), false), family).toBe(type)
  }
})

test.each([
  ['PMNT-RDDT', 'DIRECT_DEBIT'],
  ['PMNT-IDDT', 'DIRECT_DEBIT'],
  ['PMNT-CCRD', 'POINT_OF_SALE'],
  ['PMNT-MCRD', 'POINT_OF_SALE'],
  ['PMNT-RCHQ', 'CHECK'],
  ['PMNT-ICHQ', 'CHECK'],
  ['PMNT-CNTR', 'CASH'],
  ['PMNT-DRFT', 'ELECTRONIC_PAYMENT'],
  ['LDAS-CSLN', 'REPEATING_PAYMENT'],
  ['LDAS-MTGE', 'REPEATING_PAYMENT'],
])('family %s is %s, with or without a sub-family', (family, type) => {
  expect([typeOfBankCode(family, false), typeOfBankCode(`${family}-OTHR`, true)]).toEqual([type, type])
})

test.each(['PMNT-RCDT-ESCT', 'PMNT-ICDT-ESCT', 'PMNT-RRCT-ESCT', 'PMNT-IRCT-ESCT'])(
  'a transfer (%s) is by its direction',
  (code) => {
    expect([typeOfBankCode(code, true), typeOfBankCode(code, false)]).toEqual(['CREDIT', 'DEBIT'])
  },
)

test('what says nothing has no type', () => {
  for (const code of [
    undefined,
    '',
    'PMNT',
    'PMNT-NTAV-NTAV',
    'XTND-NTAV-NTAV',
    'RDDT-PMNT',
    'constructor-x-toString',
  ]) {
    expect(typeOfBankCode(code, true), code).toBeUndefined()
  }
})
