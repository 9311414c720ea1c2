import { describe, expect, test } from 'vitest'
import { type Endpoint, endpoints, type ParameterName, type ParameterRow, parameters } from './parameters.ts'
import { type RawQuery, readParameters } from './read-parameters.ts'

const rows = Object.entries(parameters) as [ParameterName, ParameterRow][]

/** A good and a bad value for each parameter; a new row must bring its own. */
const samples: Record<ParameterName, { good: string; value: unknown; bad: string }> = {
  redirect_url: {
    good: 'https://app.example/back?a=1',
    value: 'https://app.example/back?a=1',
    bad: 'javascript:alert(1)',
  },
  cancel_url: { good: 'https://app.example/no', value: 'https://app.example/no', bad: 'data:text/html,x' },
  aspsp_callback_uri: {
    good: 'https://app.example/host',
    value: 'https://app.example/host',
    bad: 'https://a:b@app.example/',
  },
  wait_sync_end: { good: 'false', value: false, bad: 'no' },
  consent_per_account: { good: 'true', value: true, bad: '1' },
  expected_account_types: { good: 'payment', value: 'PAYMENT', bad: 'CHECKING' },
  congrats_bypass_delay: { good: '0', value: 0, bad: '-1' },
  countries: { good: 'fr,IT', value: ['FR', 'IT'], bad: 'France' },
  favorite_providers: { good: '12,7,12', value: ['12', '7'], bad: '' },
  locale: { good: 'it-IT', value: 'it', bad: 'tlh' },
  terms_header: { good: 'Our terms', value: 'Our terms', bad: 'x'.repeat(201) },
  terms_body: { good: 'One\r\nTwo', value: 'One\nTwo', bad: 'x'.repeat(20_001) },
  auto_sync: { good: 'false', value: false, bad: 'never' },
  several_connections: { good: 'true', value: true, bad: 'many' },
  provider_id: { good: '100', value: '100', bad: '0x64' },
  connection_id: { good: '2001', value: '2001', bad: 'two' },
  font: { good: 'Open Sans', value: 'Open Sans', bad: 'x;}body{display:none' },
  font_color: { good: '#ABC', value: '#aabbcc', bad: 'red;' },
  elements_color: { good: '3538cd', value: '#3538cd', bad: 'url(x)' },
  scheme: { good: 'Dark', value: 'dark', bad: 'dim' },
  paper: { good: '#fffbeb', value: '#fffbeb', bad: 'papaya' },
  radius: { good: '8px', value: 8, bad: '25' },
}

const cells = rows.flatMap(([name, row]) =>
  endpoints.map((endpoint): [ParameterName, Endpoint, ParameterRow] => [name, endpoint, row]),
)

describe('every cell of the parameter table (WIRE §5)', () => {
  test.each(cells)('%s on %s', (name, endpoint, row) => {
    const { good, value } = samples[name]
    const read = readParameters(endpoint, { [name]: good })
    const absent = readParameters(endpoint, {})
    expect(absent.values[name]).toEqual(row.byDefault)
    if (row.endpoints.includes(endpoint)) expect(read.values[name]).toEqual(value)
    // Not a parameter of this endpoint: ignored, like any unknown one.
    else expect(read).toEqual(absent)
  })
})

describe('bad values', () => {
  const named = rows.filter(([name]) => samples[name].bad !== '')
  test.each(named)('%s', (name, row) => {
    const endpoint = row.endpoints[0] ?? 'add_connection'
    const read = readParameters(endpoint, { [name]: samples[name].bad })
    expect(read.values[name]).toEqual(row.byDefault)
    if (row.onBad === 'refuse') expect(read.refused).toMatchObject({ parameter: name })
    else expect(read.warnings).toMatchObject([{ parameter: name }])
    // The rule is named, the value is not repeated: it may be personal.
    expect(JSON.stringify([read.refused, read.warnings])).not.toContain(samples[name].bad)
  })

  test.each(rows)('%s given twice: the first value counts, and the log records it', (name, row) => {
    const endpoint = row.endpoints[0] ?? 'add_connection'
    const { good, value } = samples[name]
    const read = readParameters(endpoint, { [name]: [good, 'other'] })
    expect(read.values[name]).toEqual(value)
    expect(read.refused).toBeUndefined()
    const twice = { parameter: name, rule: 'was given more than once: the first value counts' }
    expect(read.warnings).toContainEqual(twice)
    expect(readParameters(endpoint, { [name]: [good, good] }).warnings).not.toContainEqual(twice)
    const bad = readParameters(endpoint, { [name]: [samples[name].bad, good] })
    if (row.onBad === 'refuse') expect(bad.refused).toMatchObject({ parameter: name })
  })

  test.each(rows.filter(([, row]) => row.emptyIsAbsent))('%s given and empty counts as absent', (name, row) => {
    const absent = readParameters('add_connection', {})
    expect(readParameters('add_connection', { [name]: '' })).toEqual(absent)
    const previous = row.previous.find((one) => one !== name)
    if (previous === undefined) return
    const both = readParameters('add_connection', { [name]: '', [previous]: samples[name].good })
    expect(both.values[name]).toEqual(samples[name].value)
  })

  test('members of lists that are no ids or countries are left out, the rest counts', () => {
    const query = { countries: 'FR,Italy,it', favorite_providers: '5,abc,5,9' }
    const read = readParameters('add_connection', query)
    expect(read.values.countries).toEqual(['FR', 'IT'])
    expect(read.values.favorite_providers).toEqual(['5', '9'])
    expect(read.warnings.map(({ parameter }) => parameter)).toEqual(['countries', 'favorite_providers'])
  })
})

describe('previous names', () => {
  const renamed = rows.flatMap(([name, row]) =>
    row.previous.filter((previous) => previous !== name).map((previous): [string, ParameterName] => [previous, name]),
  )
  test.each(renamed)('%s is read as %s and noted; the new name wins', (previous, name) => {
    const read = readParameters('add_connection', { [previous]: samples[name].good })
    expect(read.values[name]).toEqual(samples[name].value)
    expect(read.deprecated).toEqual([previous])
    const both: RawQuery = { [previous]: 'whatever', [name]: samples[name].good }
    expect(readParameters('add_connection', both).values[name]).toEqual(samples[name].value)
    expect(readParameters('add_connection', both).deprecated).toEqual([previous])
  })

  test('a real client sends select_accounts and consent_per_account together', () => {
    const read = readParameters('add_connection', { select_accounts: 'true', consent_per_account: 'true' })
    expect(read.values.consent_per_account).toBe(true)
    expect(read.refused).toBeUndefined()
  })
})

test('a value that the client pinned wins over the link', () => {
  const read = readParameters(
    'add_connection',
    { expected_account_types: 'ALL' },
    { expected_account_types: 'PAYMENT' },
  )
  expect(read.values.expected_account_types).toBe('PAYMENT')
})

test('a pinned value is read under its new name, whatever the link says by the previous one', () => {
  const query = { select_accounts: 'false', consent_per_account: 'false' }
  const read = readParameters('add_connection', query, { consent_per_account: 'true' })
  expect(read).toMatchObject({ values: { consent_per_account: true }, deprecated: ['select_accounts'], warnings: [] })
})

test('what was pinned is as good as given, also where the link says nothing', () => {
  expect(readParameters('add_connection', {}, { scheme: 'dark' }).values.scheme).toBe('dark')
  expect(readParameters('add_connection', {}, { scheme: '' })).toMatchObject({ warnings: [{ parameter: 'scheme' }] })
})

test('the first of several refused parameters is told', () => {
  const query = { redirect_uri: 'javascript:x', cancel_url: 'data:x', aspsp_callback_uri: 'x' }
  expect(readParameters('add_connection', query).refused).toEqual({
    ...{ parameter: 'redirect_uri', rule: 'must be an absolute http or https URL' },
  })
})

describe('names whose meaning depends on the bank', () => {
  test('are handed on as they were given, and noted as previous ones', () => {
    const query = { channel_definition_id: ['10001', '10000'], multiple_channels: 'true' }
    expect(readParameters('add_connection', query)).toMatchObject({
      ...{ channelDefinitionId: '10001', multipleChannels: true },
      deprecated: ['channel_definition_id', 'multiple_channels'],
    })
    expect(readParameters('add_connection', { multiple_channels: 'yes' }).multipleChannels).toBe(false)
    const none = readParameters('add_connection', {})
    expect([none.channelDefinitionId, none.deprecated, none.warnings]).toEqual([undefined, [], []])
    expect(none).not.toHaveProperty('multipleChannels')
    expect(none).not.toHaveProperty('refused')
  })
})
