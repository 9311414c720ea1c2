import { createHash, randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { BANK_OFFERED, RETURN, startTestTpp, type TestTpp } from '../testing/test-tpp.ts'

let tpp: TestTpp
beforeAll(async () => {
  tpp = await startTestTpp()
})
afterAll(() => tpp.close())

const metadata = z.looseObject({
  issuer: z.string(),
  authorization_endpoint: z.string(),
  token_endpoint: z.string(),
  code_challenge_methods_supported: z.tuple([z.literal('S256')]),
})
const tokens = z.looseObject({
  access_token: z.string(),
  refresh_token: z.string(),
  token_type: z.literal('Bearer'),
  expires_in: z.int(),
})
const verifier = randomBytes(32).toString('base64url')

async function begin() {
  const { body } = await tpp.consent(BANK_OFFERED, {}, {}, '/berlin-group-oauth')
  const server = metadata.parse(await (await fetch(body._links?.['scaOAuth']?.href ?? '')).json())
  const parameters = {
    response_type: 'code',
    client_id: 'PSDFR-ACPR-12345',
    redirect_uri: RETURN,
    scope: `AIS:${body.consentId}`,
    state: 'st/1',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  }
  return { id: body.consentId ?? '', server, parameters }
}
const authorize = (server: z.infer<typeof metadata>, parameters: Record<string, string>) =>
  tpp.open(`${server.authorization_endpoint}?${new URLSearchParams(parameters)}`)

async function agree() {
  const flow = await begin()
  const { url } = await authorize(flow.server, flow.parameters)
  await tpp.post(url, { step: 'login', login: 'dev', password: 'dev' })
  const done = await tpp.post(url, { step: 'accounts', decision: 'approve', account: 'rtb-current-1' })
  return { ...flow, back: new URL(done.location ?? '') }
}

async function token(server: z.infer<typeof metadata>, form: Record<string, string>) {
  const response = await fetch(server.token_endpoint, {
    method: 'POST',
    body: new URLSearchParams({ client_id: 'PSDFR-ACPR-12345', ...form }),
  })
  const body: unknown = await response.json()
  return { status: response.status, body }
}
const exchange = (server: z.infer<typeof metadata>, code: string, more: Record<string, string> = {}) =>
  token(server, { grant_type: 'authorization_code', code, redirect_uri: RETURN, code_verifier: verifier, ...more })
const read = (id: string, bearer?: string) =>
  tpp.call(`${tpp.origin}/berlin-group-oauth/v1/accounts`, {
    headers: { 'Consent-ID': id, ...(bearer ? { Authorization: `Bearer ${bearer}` } : {}) },
  })

describe('the oauth variant', () => {
  test('leads from scaOAuth over the bank’s pages to a token that reads', async () => {
    const { id, server, back } = await agree()
    expect(back.origin + back.pathname).toBe('http://127.0.0.1:9/back')
    // What the TPP's own address already carries stays; the standard's parameters come after it.
    expect(back.searchParams.getAll('state')).toEqual(['s 1', 'st/1'])
    expect(back.searchParams.get('iss')).toBe(server.issuer)
    const given = tokens.parse((await exchange(server, back.searchParams.get('code') ?? '')).body)
    expect((await read(id)).code).toBe('TOKEN_UNKNOWN')
    expect((await read(id, `${given.access_token}x`)).code).toBe('TOKEN_UNKNOWN')
    expect((await read(id, given.access_token)).body.accounts).toHaveLength(1)
    await tpp.advance(0.02)
    expect((await read(id, given.access_token)).code).toBe('TOKEN_EXPIRED')
    const next = tokens.parse(
      (await token(server, { grant_type: 'refresh_token', refresh_token: given.refresh_token })).body,
    )
    expect((await read(id, next.access_token)).status).toBe(200)
  })

  test('a token is good for its own consent only', async () => {
    const [one, two] = [await agree(), await agree()]
    const given = tokens.parse((await exchange(one.server, one.back.searchParams.get('code') ?? '')).body)
    expect((await read(two.id, given.access_token)).code).toBe('TOKEN_INVALID')
  })

  test('a code works once; a replay voids the tokens', async () => {
    const { id, server, back } = await agree()
    const code = back.searchParams.get('code') ?? ''
    const given = tokens.parse((await exchange(server, code)).body)
    expect(await exchange(server, code)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } })
    expect((await read(id, given.access_token)).code).toBe('TOKEN_UNKNOWN')
    expect((await token(server, { grant_type: 'refresh_token', refresh_token: given.refresh_token })).status).toBe(400)
  })

  test.each([
    ['another verifier', { code_verifier: 'x'.repeat(43) }, 'invalid_grant'],
    ['another redirect_uri', { redirect_uri: 'https://evil.example/' }, 'invalid_grant'],
    ['another client', { client_id: 'PSDDE-BAFIN-1' }, 'invalid_grant'],
    ['no verifier', { code_verifier: '' }, 'invalid_request'],
    ['another code', { code: 'x'.repeat(43) }, 'invalid_grant'],
    ['another grant', { grant_type: 'password' }, 'invalid_request'],
  ])('a code is not exchanged with %s', async (_name, more, error) => {
    const { server, back } = await agree()
    expect(await exchange(server, back.searchParams.get('code') ?? '', more)).toMatchObject({
      status: 400,
      body: { error },
    })
  })

  test.each([
    ['no PKCE', { code_challenge: '' }],
    ['plain PKCE', { code_challenge_method: 'plain' }],
    ['another return address', { redirect_uri: 'https://evil.example/' }],
    ['no consent', { scope: 'AIS' }],
    ['an unknown consent', { scope: 'AIS:00000000-0000-4000-8000-000000000000' }],
    ['the implicit flow', { response_type: 'token' }],
  ])('an authorization request with %s goes nowhere', async (_name, change) => {
    const { server, parameters } = await begin()
    const page = await authorize(server, { ...parameters, ...change })
    expect(page.status).toBeGreaterThanOrEqual(400)
    expect(page.url).toContain(server.authorization_endpoint)
  })

  test('refusal is access_denied', async () => {
    const { server, parameters } = await begin()
    const { url } = await authorize(server, parameters)
    const back = new URL((await tpp.post(url, { step: 'login', decision: 'refuse' })).location ?? '')
    expect([back.searchParams.get('error'), back.searchParams.get('code')]).toEqual(['access_denied', null])
  })
})
