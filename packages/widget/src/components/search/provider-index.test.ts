import { expect, it } from 'vitest'
import { tile } from '../../fixture.ts'
import { monogram, monogramHue } from '../bank-tile/monogram.ts'
import { providerIndex } from './provider-index.ts'

const rows = (...args: Parameters<typeof providerIndex>) => JSON.parse(providerIndex(...args)) as unknown[][]

it('a bank of which nothing special is known is a short row', () => {
  const bank = tile('7', 'LCL')
  expect(rows([{ ...bank, aliases: [], countries: ['FR'] }])).toEqual([['7', 'LCL', monogram(bank), monogramHue('7')]])
})

it('what is known stands in its place', () => {
  const [alias, both, members] = [
    { ...tile('1', 'BNP Paribas'), aliases: ['BNP', 'BNPP'], countries: ['FR'] },
    { ...tile('2', 'N26'), aliases: [], countries: ['FR', 'DE'], trouble: 'down_now', logoUrl: '/logos/2' },
    { ...tile('3', 'Crédit Agricole'), aliases: [], countries: ['FR'], members: 39 },
  ] as unknown as Parameters<typeof providerIndex>[0]
  const all = [alias, both, members].flatMap((one) => (one ? [one] : []))
  expect(rows(all).map((row) => row.slice(4))).toEqual([
    ['BNP|BNPP'],
    ['', '', 'down', '/logos/2'],
    ['', expect.stringContaining('39')],
  ])
  expect(rows(all, 'fr', true).map((row) => row[5])).toEqual([
    'France',
    'France, Allemagne',
    expect.stringContaining('39'),
  ])
})
