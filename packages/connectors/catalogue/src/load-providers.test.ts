import { readFile } from 'node:fs/promises'
import { channelDefinitionId } from '@raccord/contract'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { CatalogueError, loadProviders, mergeProviders, parseProviders } from './load-providers.ts'
import { sandboxProviders } from './sandbox-providers.ts'

const channel = {
  ...{ mode: 'REDIRECT', accountTypes: ['CHECKINGS'], protocol: 'berlin-group' },
  ...{ options: { baseUrl: 'https://api.bank.example' }, hosts: ['api.bank.example'] },
}
const bank = { id: '5001', name: 'My Bank', countries: ['FR'], channels: [channel] }
const parse = (...providers: unknown[]) => parseProviders(JSON.stringify({ providers }), 'banks.json')

test('an operator’s bank, with what may be left out', () => {
  expect(parse(bank)).toMatchObject([
    { id: '5001', aliases: [], popularity: 0, channels: [{ consentDays: 180, frequencyPerDay: 4, fields: [] }] },
  ])
})

test.each([
  ['an id that is no number', { id: 'abc' }, 'providers[0].id'],
  ['an id too long for a channel id of 32 bits', { id: '99999999' }, 'providers[0].id'],
  ['a country in lower case', { countries: ['fr'] }, 'providers[0].countries[0]'],
  ['a misspelt key', { nmae: 'x' }, 'providers[0]'],
  ['a URL as host', { channels: [{ ...channel, hosts: ['https://x.example'] }] }, 'providers[0].channels[0].hosts[0]'],
  ['a host with a path', { channels: [{ ...channel, hosts: ['x.example/a'] }] }, 'providers[0].channels[0].hosts[0]'],
  ['a mode used twice', { channels: [channel, channel] }, 'providers[0].channels'],
  ['no channel', { channels: [] }, 'providers[0].channels'],
  ['a group whose id is no part of an address', { group: { id: 'A/B', name: 'x' } }, 'providers[0].group.id'],
  ['a logo that is a script', { logoUrl: 'javascript:alert(1)' }, 'providers[0].logoUrl'],
])('%s is refused with its place', (_what, change, place) => {
  expect(() => parse({ ...bank, ...change })).toThrow(`banks.json: ${place}: `)
})

test('a label is in English where a language is not written, and English has to be', () => {
  const labelled = (label: object) => {
    const field = { id: 'login', label, type: 'text', secret: false, required: true, maxLength: 9 }
    return parse({ ...bank, channels: [{ ...channel, fields: [field] }] })[0]?.channels[0]?.fields[0]?.label
  }
  const filled = { en: 'Login', fr: 'Identifiant', it: 'Login', es: 'Login', de: 'Login' }
  expect(labelled({ en: 'Login', fr: 'Identifiant' })).toEqual(filled)
  expect(() => labelled({ fr: 'Identifiant' })).toThrow('label')
  expect(() => labelled({ en: 'Login', pt: 'Usuário' })).toThrow('label')
})

test('an id used twice, in one file or across two, is refused', () => {
  expect(() => parse(bank, { ...bank, name: 'Other' })).toThrow('provider id 5001 is used by “My Bank” and “Other”')
  const sandbox = sandboxProviders('http://127.0.0.1:4401')
  expect(() => mergeProviders(sandbox, parse({ ...bank, id: '100' }))).toThrow(CatalogueError)
})

test('a group of regional banks has one name', () => {
  const group = { id: 'network', name: 'The Network' }
  const other = { ...bank, id: '5002' }
  expect(parse({ ...bank, group }, { ...other, group })[0]?.group).toEqual({ ...group, aliases: [] })
  expect(() => parse({ ...bank, group }, { ...other, group: { ...group, name: 'Network' } })).toThrow(
    'group network is called “The Network” and “Network”',
  )
})

test('the examples of the guide', async () => {
  const guide = await readFile(new URL('../../../../docs/guide/banks.md', import.meta.url), 'utf8')
  const examples = [...guide.matchAll(/```json\n([\s\S]*?)```/g)].map(([, text]) =>
    parseProviders(text ?? '', 'banks.md'),
  )
  expect(examples.map((providers) => providers.map(({ name }) => name))).toEqual([
    ['Commerzbank', 'DKB'],
    ['Crédit Agricole Normandie'],
  ])
  expect(examples[1]?.[0]).toMatchObject({ id: '7000', group: { id: 'credit-agricole' } })
})

test('what is not JSON is refused without being quoted', () => {
  expect(() => parseProviders('{"clientSecret":"hunter2"', 'banks.json')).toThrow(/^banks\.json: not valid JSON$/)
})

test('options are checked at start by their protocol’s own schema', () => {
  const text = JSON.stringify({ providers: [bank] })
  const schema = z.strictObject({ baseUrl: z.url(), clientId: z.string() })
  expect(() => parseProviders(text, 'f', { 'berlin-group': schema })).toThrow(
    'f: providers[0].channels[0].options.clientId:',
  )
  expect(() => parseProviders(text, 'f', { stet: schema })).toThrow(
    'f: providers[0].channels[0].protocol: no such protocol',
  )
})

test('a file that is not there', async () => {
  await expect(loadProviders('/nowhere/banks.json')).rejects.toThrow('/nowhere/banks.json: cannot be read')
})

test('the sandbox’s ids are fixed for ever', () => {
  const ids = sandboxProviders('http://127.0.0.1:4401/').flatMap(({ id, channels }) =>
    channels.map(({ mode }) => channelDefinitionId(id, mode)),
  )
  expect(ids).toEqual([
    '10001',
    '10000',
    '11101',
    '11201',
    '11301',
    '11400',
    '11501',
    '11601',
    '11701',
    '10101',
    '10200',
    '10301',
    '10401',
    '10501',
    '10601',
    '10701',
    '10901',
    '11000',
  ])
})
