import type { BankContext } from '@raccord/connector-kit'
import { expect, test } from 'vitest'
import { oauthClient } from './client.ts'
import { refreshed } from './tokens.ts'

/** A token endpoint that answers `members` beside an access token. */
async function renewed(members: string) {
  const bank: BankContext = {
    providerId: '9',
    options: {},
    http: {
      send: async () => ({
        kind: 'answer',
        status: 200,
        headers: { 'content-type': 'application/json' },
        body: `{"access_token":"new","token_type":"Bearer"${members}}`,
      }),
    },
    now: () => new Date('2026-01-01T00:00:00Z'),
    locale: 'en',
    log: () => {},
  }
  const server = { issuer: 'https://bank.example', token_endpoint: 'https://bank.example/token' }
  const client = oauthClient(bank, { clientId: 'us' }, server)
  if ('kind' in client) throw new Error(client.detail)
  return refreshed(client, { access: 'old', refresh: 'kept' })
}

test.each([
  ',"refresh_token":null,"scope":null,"expires_in":null',
  ',"refresh_token":"","scope":"","expires_in":""',
  ',"refresh_token":" ","id_token":null,"token_type":null',
  ',"expires_in":"never"',
  '',
])('members that are null or empty count as absent: %s', async (members) => {
  expect(await renewed(members)).toEqual({ access: 'new', refresh: 'kept' })
})

test('what is there is taken', async () => {
  expect(await renewed(',"refresh_token":"next","expires_in":60')).toEqual({
    access: 'new',
    refresh: 'next',
    expiresAt: '2026-01-01T00:01:00.000Z',
  })
})
