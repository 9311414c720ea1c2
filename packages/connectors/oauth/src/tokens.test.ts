import type { BankContext, BankRequest } from '@raccord/connector-kit'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { authorizationUrl, pendingAuthorization, tradeCode, tradeReturn } from './authorize.ts'
import { oauthClient } from './client.ts'
import { oauthOptions } from './options.ts'
import { clientToken, isStale, refreshed, revokeToken } from './tokens.ts'

const server = {
  issuer: 'https://bank.example',
  authorization_endpoint: 'https://bank.example/authorize',
  token_endpoint: 'https://bank.example/token',
  revocation_endpoint: 'https://bank.example/revoke',
}

/** A client whose token endpoint answers this; what it was sent is kept. */
function clientOf(answer: object, more: object = {}, headers: { readonly [name: string]: string } = {}) {
  const sent: BankRequest[] = []
  const bank: BankContext = {
    providerId: '1',
    options: {},
    http: {
      send: async (request) => {
        sent.push(request)
        return {
          kind: 'answer',
          status: 200,
          headers: { 'content-type': 'application/json; charset=UTF-8' },
          body: JSON.stringify(answer),
        }
      },
    },
    now: () => new Date('2026-03-01T12:00:00Z'),
    locale: 'en',
    log: () => {},
  }
  const options = z
    .strictObject(oauthOptions)
    .parse({ server: { metadataUrl: server.issuer }, clientId: 'us', ...more })
  const client = oauthClient(bank, options, server, { headers: () => headers })
  if ('kind' in client) throw new Error(client.detail)
  return { client, sent, form: () => Object.fromEntries(new URLSearchParams(sent.at(-1)?.body)) }
}

const answer = { access_token: 'a2', token_type: 'bearer', expires_in: '900' }

test('a renewed pair: the old refresh token stays where no new one comes', async () => {
  const { client, form } = clientOf(
    answer,
    { tokenParameters: { resource: 'accounts' } },
    { 'x-fapi-financial-id': 'f' },
  )
  const tokens = { access: 'a1', refresh: 'r1', expiresAt: '2026-03-01T12:00:20Z' }
  expect(isStale(tokens, client.bank.now())).toBe(true)
  expect(await refreshed(client, tokens, 'aisp')).toEqual({
    access: 'a2',
    refresh: 'r1',
    expiresAt: '2026-03-01T12:15:00.000Z',
  })
  expect(form()).toEqual({
    client_id: 'us',
    grant_type: 'refresh_token',
    refresh_token: 'r1',
    resource: 'accounts',
    scope: 'aisp',
  })
})

test('an ID token that nobody asked for is not looked at', async () => {
  const { client, sent } = clientOf({ ...answer, id_token: 'not.a.token' })
  expect(await refreshed(client, { access: 'a1', refresh: 'r1' })).toMatchObject({ access: 'a2' })
  const redirect = { uri: 'https://us.example/bank/callback/1', state: 's' }
  const away = await authorizationUrl(client, { scope: 'aisp', redirect })
  if ('kind' in away) throw new Error(away.detail)
  expect(new URL(away.url).searchParams.get('code_challenge_method')).toBe('S256')
  expect(await tradeCode(client, away.pending, { state: 's', code: 'c' })).toMatchObject({ tokens: { access: 'a2' } })
  expect(sent.every(({ url }) => !url.includes('code='))).toBe(true)
})

test.each([undefined, null, 'BearerToken', 'BEARER'])('a token of type %j is a bearer token', async (token_type) => {
  const { client } = clientOf({ ...answer, token_type })
  expect(await clientToken(client, {})).toMatchObject({ access: 'a2' })
})

test('a gateway’s headers go along, but say neither who we are nor what is sent', async () => {
  const headers = { Authorization: 'Bearer x', 'Content-Type': 'text/plain', Accept: 'text/html', 'X-Api-Key': 'k' }
  const { client, sent } = clientOf(answer, { clientSecret: 'pw' }, headers)
  await clientToken(client, {})
  expect(sent[0]?.headers).toMatchObject({
    authorization: expect.stringMatching(/^Basic /),
    'content-type': 'application/x-www-form-urlencoded',
    accept: 'application/json',
    'x-api-key': 'k',
  })
  expect(Object.keys(sent[0]?.headers ?? {}).every((name) => name === name.toLowerCase())).toBe(true)
})

test.each([
  [{ clientSecret: 'p+w' }, 'authorization', 'Basic dXM6cCUyQnc='],
  [{ clientSecret: 'pw', clientAuthentication: 'client_secret_post' }, 'client_secret', 'pw'],
  [{ clientAuthentication: 'tls_client_auth' }, 'client_id', 'us'],
] as const)('%j proves itself', async (more, name, value) => {
  const { client, sent, form } = clientOf(answer, more, { 'x-own': '1' })
  expect(await clientToken(client, { scope: 'accounts' })).toMatchObject({ access: 'a2' })
  expect(sent[0]?.headers['x-own']).toBe('1')
  expect(name === 'authorization' ? sent[0]?.headers[name] : form()[name]).toBe(value)
})

test('the token that lives longest is revoked; a server without that says so', async () => {
  const { client, form } = clientOf({})
  expect(await revokeToken(client, { access: 'a', refresh: 'r' })).toBe(true)
  expect(form()).toMatchObject({ token: 'r' })
  const { revocation_endpoint: _none, ...plain } = server
  expect(await revokeToken({ ...client, server: plain }, { access: 'a' })).toBe(false)
})

test('a request of before there was a choice of response types can still be answered, and once', async () => {
  const { client } = clientOf(answer)
  const pending = pendingAuthorization.parse({ state: 's', redirectUri: 'https://us.example/back', verifier: 'v' })
  const returned = { kind: 'returned', query: { state: 's', code: 'c' } } as const
  expect(await tradeReturn(client, pending, returned)).toMatchObject({ tokens: { access: 'a2' } })
  expect(await tradeReturn(client, undefined, returned)).toMatchObject({ reason: 'challenge_expired' })
  expect(await tradeReturn(client, pending, { kind: 'poll' })).toMatchObject({ reason: 'challenge_expired' })
  expect(await tradeReturn(client, pending, { kind: 'resend' })).toMatchObject({ reason: 'bank_answer_invalid' })
})

test.each([
  [{ stateLost: true }, { code: 'c' }, { tokens: { access: 'a2' } }],
  [{ stateLost: true }, { code: 'c', state: 'other' }, { reason: 'bank_answer_invalid' }],
  [{}, { code: 'c' }, { reason: 'bank_answer_invalid' }],
] as const)('%j, back with %j', async (how, query, expected) => {
  const { client } = clientOf(answer)
  const pending = pendingAuthorization.parse({ state: 's', redirectUri: 'https://us.example/back', verifier: 'v' })
  expect(await tradeCode(client, pending, query, how)).toMatchObject(expected)
})
