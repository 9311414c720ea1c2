import type { BankContext } from '@raccord/connector-kit'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { oauthClient } from './client.ts'
import { oauthOptions } from './options.ts'
import { findServer } from './server.ts'

const document = {
  issuer: 'https://bank.example',
  authorization_endpoint: 'https://bank.example/authorize',
  token_endpoint: 'https://bank.example/token',
  revocation_endpoint: 7,
  id_token_signing_alg_values_supported: ['RS256', 'PS256'],
  mtls_endpoint_aliases: { token_endpoint: 'https://mtls.bank.example/token' },
}
const bank: BankContext = {
  providerId: '1',
  options: {},
  http: { send: async () => ({ kind: 'answer', status: 200, headers: {}, body: JSON.stringify(document) }) },
  now: () => new Date(),
  locale: 'en',
  log: () => {},
}
const options = (more: object) =>
  z
    .strictObject(oauthOptions)
    .parse({ server: { metadataUrl: 'https://bank.example/.well-known' }, clientId: 'us', ...more })

test.each([
  [{}, 'https://bank.example/token'],
  [{ clientAuthentication: 'tls_client_auth' }, 'https://mtls.bank.example/token'],
  [{ clientAuthentication: 'tls_client_auth', mtlsEndpoints: false }, 'https://bank.example/token'],
  [{ mtlsEndpoints: true }, 'https://mtls.bank.example/token'],
])('%j asks %s for tokens', async (more, token_endpoint) => {
  expect(await findServer(bank, options(more))).toMatchObject({ token_endpoint })
})

test('a bank without a document is known by its endpoints', async () => {
  const server = {
    issuer: 'https://bank.example',
    authorizationEndpoint: 'https://bank.example/a',
    tokenEndpoint: 'https://bank.example/t',
    revocationEndpoint: 'https://bank.example/r',
  }
  expect(await findServer(bank, options({ server }))).toEqual({
    issuer: server.issuer,
    authorization_endpoint: server.authorizationEndpoint,
    token_endpoint: server.tokenEndpoint,
    revocation_endpoint: server.revocationEndpoint,
    authorization_response_iss_parameter_supported: false,
  })
})

test.each([
  [{}, ['RS256', 'PS256'], 'PS256'],
  [{}, ['RS256'], 'RS256'],
  [{}, undefined, 'PS256'],
  [{ idTokenAlgorithm: 'RS256' }, ['RS256', 'PS256'], 'RS256'],
] as const)('%j at a server of %j: ID tokens by %s', (more, offered, expected) => {
  const server = {
    issuer: document.issuer,
    authorization_endpoint: document.authorization_endpoint,
    token_endpoint: document.token_endpoint,
    ...(offered ? { id_token_signing_alg_values_supported: [...offered] } : {}),
  }
  const client = oauthClient(bank, options(more), server)
  if ('kind' in client) throw new Error(client.detail)
  expect(client.configure('oauth.token').clientMetadata().id_token_signed_response_alg).toBe(expected)
})

test('without a client id the certificate’s organisation is the client', () => {
  const server = {
    issuer: 'https://b.example',
    authorization_endpoint: 'https://b.example/a',
    token_endpoint: 'https://b.example/t',
  }
  const known = { ...bank, identity: { organisationId: 'PSDFR-ACPR-12345' } }
  const given = options({ clientId: undefined })
  expect(oauthClient(known, given, server)).toMatchObject({ clientId: 'PSDFR-ACPR-12345' })
  expect(oauthClient(bank, given, server)).toMatchObject({ kind: 'failed', reason: 'bank_not_configured' })
})
