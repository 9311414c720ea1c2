import { expect, test } from 'vitest'
import { readMt940Account } from './mt940-account.ts'

const iban = 'DE89370400440532013000'

test.each([
  ['an IBAN', iban, { iban }],
  ['with its currency', `${iban}EUR`, { iban, currency: 'EUR' }],
  ['with a space between', `${iban} EUR`, { iban, currency: 'EUR' }],
  ['behind a BIC', `COBADEFFXXX/${iban}`, { iban }],
  ['behind a BIC, with its currency', `COBADEFFXXX/${iban}EUR`, { iban, currency: 'EUR' }],
  ['a national number', '37040044/532013000', { number: '37040044/532013000' }],
  ['a national number with its currency', '37040044/532013000EUR', { number: '37040044/532013000', currency: 'EUR' }],
  ['a BIC on a line of its own', `${iban}\nCOBADEFFXXX`, { iban }],
  // Its last letters are its own.
  ['an IBAN that ends with letters', 'MT84MALT011000012345MTLCAST001S', { iban: 'MT84MALT011000012345MTLCAST001S' }],
  ['a currency alone', 'EUR', { currency: 'EUR' }],
  ['nothing', ' ', {}],
])('%s', (_what, text, expected) => {
  expect(readMt940Account(text)).toEqual({ kind: 'account', ...expected })
})
