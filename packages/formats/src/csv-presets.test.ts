import { expect, it } from 'vitest'
import { type CsvPreset, csvPresetNames, csvPresets } from './csv-presets.ts'
import type { StatementAccount, StatementEntry } from './statement.ts'
import { account, card, entry, hostile } from './testing/specimen.ts'

const row = (preset: CsvPreset, one: StatementEntry, of: StatementAccount) =>
  Object.fromEntries(
    csvPresets[preset].columns.map(({ name, cell }) => {
      const value = cell(one, of)
      return [name, typeof value === 'object' ? `#${value.number}` : value]
    }),
  )

it('Firefly: each column has the role that its header says', () => {
  expect(row('firefly', entry, account)).toEqual({
    date_transaction: '#2026-11-24',
    date_book: '#2026-11-25',
    date_payment: '#2026-11-26',
    amount: '#-23.40',
    'currency-code': 'EUR',
    'account-iban': account.iban,
    'account-number': undefined,
    'account-name': account.name,
    'opposing-name': 'Librairie des Quais',
    'opposing-iban': entry.payeeIban,
    description: entry.label,
    note: 'CARTE 24/11 FACTURE 7',
    'category-name': 'Transfer sent',
    sepa_ct_id: 'E2E-1',
    sepa_db: 'M-1',
    sepa_ci: 'FR00ZZZ123456',
    internal_reference: '77',
    'external-id': 'tx_90112',
  })
  expect(row('firefly', hostile, card)).toMatchObject({
    ...{ date_transaction: '#2026-11-26', date_book: '#2026-11-26', date_payment: undefined, amount: '#5.0049' },
    ...{ 'account-number': card.number, 'category-name': undefined },
  })
})

it('YNAB: what went out and what came in, unsigned, each in its column', () => {
  const all = { Date: '#2026-11-25', Payee: 'Librairie des Quais', Memo: 'CARTE 24/11 FACTURE 7' }
  expect(row('ynab', entry, account)).toEqual({ ...all, Outflow: '#23.40', Inflow: undefined })
  expect(row('ynab', { ...entry, exact: '5.0049' }, account)).toEqual({ ...all, Outflow: undefined, Inflow: '#5.0049' })
})

it('a spreadsheet has the account, the status and the number where there is no IBAN', () => {
  expect(row('spreadsheet', { ...entry, pending: true }, card)).toMatchObject({
    ...{ Account: 'Carte', IBAN: card.number, Status: 'PENDING', Amount: '#-23.40', Currency: 'EUR' },
  })
  expect(row('spreadsheet', entry, account)).toMatchObject({ IBAN: account.iban, Status: 'BOOKED' })
  expect(row('actual', entry, account)).toEqual({
    ...{ Date: '#2026-11-25', Payee: 'Librairie des Quais', Notes: 'CARTE 24/11 FACTURE 7', Category: 'Transfer sent' },
    Amount: '#-23.40',
  })
})

it('only a spreadsheet needs a byte order mark', () => {
  expect(csvPresetNames.filter((name) => csvPresets[name].bom)).toEqual(['spreadsheet'])
})
