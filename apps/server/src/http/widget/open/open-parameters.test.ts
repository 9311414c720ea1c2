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

function open(query: Record<string, string>, more: { pinned?: Record<string, string>; ownLicence?: boolean } = {}) {
  const { pinned = {}, ownLicence = false } = more
  const client = { redirectUrls: [], loopbackAllowed: true, ownLicence, pinned } as unknown as Client
  const opened = openParameters('add_connection', query, client, catalogue)
  if (opened.kind === 'refused') throw new Error(`${opened.parameter} ${opened.rule}`)
  return opened
}

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

it('the log says what was not understood and which previous names were used', () => {
  expect(open({ locale: 'xx', redirect_uri: 'http://localhost/' }).facts).toEqual([
    { kind: 'warned', parameter: 'locale', rule: expect.stringContaining('English') },
    { kind: 'deprecated_used', parameter: 'redirect_uri' },
  ])
  expect(open({ channel_definition_id: '99999' }).facts).toEqual([
    { kind: 'deprecated_used', parameter: 'channel_definition_id' },
    {
      kind: 'warned',
      parameter: 'channel_definition_id',
      rule: 'is no channel definition of this installation',
    },
  ])
  expect(open({}).facts).toEqual([])
})

it('says which types were asked for by name, and whether they are fixed', () => {
  const said = (query: Record<string, string>, pinned: Record<string, string> = {}) => {
    const { expected, fixed } = open(query, { pinned })
    return [expected, fixed]
  }
  expect(said({ expected_account_types: 'OTHER' })).toEqual(['OTHER', true])
  expect(said({}, { expected_account_types: 'OTHER' })).toEqual([undefined, true])
  expect(said({ channel_definition_id: '10001' })).toEqual([undefined, false])
  expect(open({})).not.toHaveProperty('expected')
})

it('hands on the previous names, whose meaning depends on the address', () => {
  expect(open({ channel_definition_id: '10001', multiple_channels: 'true' })).toMatchObject({
    ...{ channelDefinitionId: '10001', multipleChannels: true },
  })
  expect([open({}), open({ multiple_channels: 'false' })].map((one) => one.multipleChannels)).toEqual([false, false])
  expect(open({}).channelDefinitionId).toBeUndefined()
})

it('an empty terms_body is only for clients that hold a licence of their own', () => {
  const mine = open({ terms_body: '' }, { ownLicence: true })
  expect([mine.parameters.terms_body, mine.facts]).toEqual(['', []])
  const ours = open({ terms_body: '' })
  expect(ours.parameters).not.toHaveProperty('terms_body')
  expect(ours.facts).toEqual([
    {
      ...{ kind: 'warned', parameter: 'terms_body' },
      rule: 'is empty, but this client is not marked own_licence: the consent screen is shown',
    },
  ])
  expect(open({ terms_body: 'Ours' })).toMatchObject({ parameters: { terms_body: 'Ours' }, facts: [] })
})

it('a pinned URL that is not registered is refused as one of the link is', () => {
  expect(read({}, { cancel_url: 'http://evil.example/' })).toMatch(/^cancel_url must be https/)
  expect(read({ aspsp_callback_uri: 'https://other.example/' })).toMatch(/^aspsp_callback_uri is not registered/)
})
