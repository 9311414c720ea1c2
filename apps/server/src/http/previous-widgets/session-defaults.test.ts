import { expect, it } from 'vitest'
import { readDefaults, withDefaults } from './session-defaults.ts'

it('takes parameters only, and each once', () => {
  const query = { captive_mode: ['false', 'false'], client_secret: 'x', session_id: 'y', locale: 'it' }
  expect(readDefaults(query)).toEqual({ defaults: { captive_mode: 'false', locale: 'it' } })
  expect(readDefaults({ locale: ['it', 'fr'] })).toMatchObject({
    parameter: 'locale',
    rule: expect.stringContaining('twice'),
  })
  expect(readDefaults({ terms_body: 'a\0b' })).toMatchObject({ parameter: 'terms_body' })
})

it.each([
  ['the same name', { redirect_uri: 'a' }, { redirect_uri: 'b' }, { redirect_uri: 'b' }],
  ['the new name', { redirect_uri: 'a' }, { redirect_url: 'b' }, { redirect_url: 'b' }],
  ['the previous name', { redirect_url: 'a' }, { redirect_uri: 'b' }, { redirect_uri: 'b' }],
  [
    'another way to name the accounts',
    { multiple_channels: 'true', captive_mode: 'false' },
    { channel_definition_id: '10001' },
    { captive_mode: 'false', channel_definition_id: '10001' },
  ],
])('the link wins by %s', (_by, defaults, link, both) => {
  expect(withDefaults(defaults, link)).toEqual(both)
})
