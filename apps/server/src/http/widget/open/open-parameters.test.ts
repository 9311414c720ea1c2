import { expect, it } from 'vitest'
import type { Client } from '../../../clients/client.ts'
import type { Catalogue } from '../../../providers/catalogue.ts'
import { openParameters } from './open-parameters.ts'

const channels = [
  { definitionId: '10000', mode: 'EMBEDDED', accountTypes: [], providerId: '100' },
  { definitionId: '10001', mode: 'REDIRECT', accountTypes: [], providerId: '100' },
  { definitionId: '10200', mode: 'EMBEDDED', accountTypes: [], providerId: '102' },
] as const

const catalogue = {
  channel: (id: string) => channels.find(({ definitionId }) => definitionId === id),
  channels: (id: string) => channels.filter(({ providerId }) => providerId === id),
} as unknown as Catalogue

function read(query: Record<string, string>, pinned: Record<string, string> = {}) {
  const client = { redirectUrls: [], loopbackAllowed: true, ownLicence: false, pinned } as unknown as Client
  const opened = openParameters('add_connection', query, client, catalogue)
  if (opened.kind === 'refused') return `${opened.parameter} ${opened.rule}`
  const { expected_account_types: types, provider_id: provider } = opened.parameters
  return [types, provider].filter(Boolean).join(' of ')
}

it.each([
  ['REDIRECT', { channel_definition_id: '10001' }, 'PAYMENT of 100'],
  ['EMBEDDED of two', { channel_definition_id: '10000' }, 'OTHER of 100'],
  ['EMBEDDED alone', { channel_definition_id: '10200' }, 'ALL of 102'],
  ['several', { channel_definition_id: '10000', multiple_channels: 'true' }, 'ALL of 100'],
  ['not several', { multiple_channels: 'false' }, 'ALL'],
  ['the new name wins', { channel_definition_id: '10000', expected_account_types: 'PAYMENT' }, 'PAYMENT of 100'],
  ['another bank is named', { channel_definition_id: '10001', provider_id: '102' }, 'PAYMENT of 102'],
  ['a channel of nobody', { channel_definition_id: '99999' }, 'ALL'],
])('previous names on a new link: %s', (_case, query, wanted) => {
  expect(read(query)).toBe(wanted)
})

it('what is pinned wins over previous names, too', () => {
  const pinned = { expected_account_types: 'PAYMENT' }
  expect(read({ channel_definition_id: '10000' }, pinned)).toBe('PAYMENT of 100')
  expect(read({ multiple_channels: 'true' }, pinned)).toBe('PAYMENT')
})

it('a refused URL is named as it was written', () => {
  expect(read({ redirect_uri: 'http://evil.example/' })).toMatch(/^redirect_uri must be https/)
  expect(read({ redirect_url: 'http://evil.example/' })).toMatch(/^redirect_url must be https/)
})
