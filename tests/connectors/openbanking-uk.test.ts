import { openBankingUk } from '@raccord/connector-openbanking-uk'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  accountsOf,
  authorised,
  entriesOf,
  expectOutcome,
  type OAuthBench,
  redirectInput,
  sandboxSigningKey,
  startOAuthBench,
} from './oauth-bench.ts'
import { signIn, visitWithCookies } from './oauth-browser.ts'

let bench: OAuthBench
beforeAll(async () => {
  bench = await startOAuthBench()
})
afterAll(() => bench.close())

const options = (version: '3.1' | '4.0', more: object = {}, oauth: object = {}) => ({
  baseUrl: `${bench.url}/openbanking-uk/v${version}/aisp`,
  version,
  oauth: {
    server: { metadataUrl: `${bench.url}/openbanking-uk/oauth/.well-known/openid-configuration` },
    clientId: version === '3.1' ? 'raccord-sandbox' : 'raccord-sandbox-fapi',
    clientAuthentication: 'private_key_jwt',
    signingKey: sandboxSigningKey(),
    signingKeyId: 'raccord-sandbox',
    signingAlgorithm: 'ES256',
    responseType: version === '3.1' ? 'code' : 'code id_token',
    ...oauth,
  },
  maxHistoryDays: 36_500,
  ...more,
})

describe.each(['3.1', '4.0'] as const)('Open Banking UK %s', (version) => {
  test('consent, signed request, accounts, balances, every entry of every page', async () => {
    const bank = bench.context(options(version))
    const { state, grant } = await authorised(openBankingUk, bank, signIn('dev'))
    expect(grant).toMatchObject({ recurring: true })
    const { accounts, state: after } = await accountsOf(openBankingUk, bank, state)
    expect(accounts.map(({ type }) => type)).toEqual(['CHECKINGS', 'CHECKINGS', 'CREDIT_CARD'])
    expect(accounts[0]).toMatchObject({ iban: expect.stringMatching(/^FR/), usage: 'PERSONAL', status: 'enabled' })
    expect(accounts[0]?.balances.map(({ type }) => type)).toEqual(['closingBooked', 'expected'])
    for (const account of accounts)
      expect((await entriesOf(openBankingUk, bank, after, account)).transactions.length).toBeGreaterThan(0)
  })
})

test('FAPI headers; the person’s own only while he is there', async () => {
  const bank = bench.context(options('3.1', { financialId: 'fin-1' }))
  const { state } = await authorised(openBankingUk, bank, signIn('dev'))
  bench.sent.splice(0)
  await openBankingUk.accounts(bank, state)
  for (const { headers } of bench.sent) {
    expect(headers).toMatchObject({ 'x-fapi-financial-id': 'fin-1', 'x-fapi-customer-ip-address': '203.0.113.7' })
    expect(headers['x-fapi-interaction-id']).toMatch(/^[0-9a-f-]{36}$/)
  }
  bench.sent.splice(0)
  const { psu: _gone, ...alone } = bank
  await openBankingUk.accounts(alone, state)
  expect(bench.sent.length).toBeGreaterThan(0)
  expect(bench.sent.some(({ headers }) => 'x-fapi-customer-ip-address' in headers)).toBe(false)
})

test('pages are followed by Links.Next, and a period is kept', async () => {
  const bank = bench.context(options('4.0'))
  const { state } = await authorised(openBankingUk, bank, signIn('many'))
  const { accounts, state: after } = await accountsOf(openBankingUk, bank, state)
  const [first] = accounts
  if (!first) throw new Error('no account')
  const whole = await entriesOf(openBankingUk, bank, after, first)
  expect(whole.pages).toBeGreaterThan(1)
  expect(new Set(whole.transactions.map(({ bankId }) => bankId)).size).toBe(whole.transactions.length)
  const part = await entriesOf(openBankingUk, bank, after, first, '2999-01-01')
  expect(part.transactions.filter(({ status }) => status === 'BOOKED')).toEqual([])
})

test('the request object is signed and names the consent; the address carries no more than it must', async () => {
  const bank = bench.context(options('4.0'))
  const away = expectOutcome(await openBankingUk.begin(bank, redirectInput()), 'redirect')
  const url = new URL(away.url)
  expect([...url.searchParams.keys()].sort()).toEqual(
    ['client_id', 'nonce', 'redirect_uri', 'request', 'response_type', 'scope', 'state'].sort(),
  )
  const [header, payload] = (url.searchParams.get('request') ?? '').split('.')
  const read = (part = '') => JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>
  expect(read(header)).toEqual({ alg: 'ES256', typ: 'JWT', kid: 'raccord-sandbox' })
  expect(read(payload)).toMatchObject({
    iss: 'raccord-sandbox-fapi',
    state: 'state-of-ours',
    code_challenge_method: 'S256',
    claims: { id_token: { openbanking_intent_id: { value: away.state['consentId'], essential: true } } },
  })
})

test('a renewal needs no trip to the bank: the consent goes on, and is not revoked by half a one', async () => {
  const bank = bench.context(options('3.1'))
  const { state } = await authorised(openBankingUk, bank, signIn('dev'))
  const validUntil = '2099-12-31'
  bench.sent.splice(0)
  const again = expectOutcome(await openBankingUk.begin(bank, redirectInput({ former: state, validUntil })), 'done')
  expect(again.grant).toEqual({ recurring: true, validUntil, prolongs: true })
  expect(again.state['consentId']).toBe(state['consentId'])
  expect(bench.sent.some(({ method, url }) => method === 'POST' && url.endsWith('consents'))).toBe(false)
  await accountsOf(openBankingUk, bank, again.state)
  // The tokens are gone but the consent stands: the person proves himself for the same one.
  const { tokens: _lost, ...tokenless } = state
  const away = expectOutcome(await openBankingUk.begin(bank, redirectInput({ former: tokenless })), 'redirect')
  expect(away.state['consentId']).toBe(state['consentId'])
  expect(await openBankingUk.revoke(bank, away.state)).toEqual({ kind: 'revoked' })
  await accountsOf(openBankingUk, bank, again.state)
  const { query } = await visitWithCookies(away.url, signIn('dev'))
  const proved = expectOutcome(await openBankingUk.resume(bank, away.state, { kind: 'returned', query }), 'done')
  expect(proved.grant.prolongs).toBe(true)
})

test('a consent that was ended is not prolonged: a new one is asked for', async () => {
  const bank = bench.context(options('4.0'))
  const { state } = await authorised(openBankingUk, bank, signIn('dev'))
  expect(await openBankingUk.revoke(bank, state)).toEqual({ kind: 'revoked' })
  expect(await openBankingUk.accounts(bank, state)).toMatchObject({ kind: 'failed', reason: 'consent_expired' })
  expect(await openBankingUk.revoke(bank, state)).toEqual({ kind: 'revoked' })
  const away = expectOutcome(await openBankingUk.begin(bank, redirectInput({ former: state })), 'redirect')
  expect(away.state['consentId']).not.toBe(state['consentId'])
})

test('a refusal, a single reading, and a token that has run out', async () => {
  const bank = bench.context(options('3.1'))
  const away = expectOutcome(await openBankingUk.begin(bank, redirectInput()), 'redirect')
  const { query } = await visitWithCookies(away.url, [{ decision: 'refuse' }])
  expect(await openBankingUk.resume(bank, away.state, { kind: 'returned', query })).toMatchObject({
    reason: 'refused_at_bank',
  })
  const today = new Date().toISOString().slice(0, 10)
  const once = await authorised(openBankingUk, bank, signIn('dev'), { recurring: false, validUntil: today })
  expect(once.grant).toEqual({ recurring: false, validUntil: today })
  const later = { ...bank, now: () => new Date(Date.now() + 3_600_000) }
  const { state } = await authorised(openBankingUk, bank, signIn('dev'))
  const read = await openBankingUk.accounts(later, state)
  if (read.kind !== 'accounts') throw new Error(read.detail)
  expect(read.state['tokens']).not.toEqual(state['tokens'])
})

test('nothing secret was logged', () => {
  expect(bench.logged()).toContain('consent.create')
  expect(bench.logged()).not.toMatch(/FR76|eyJ|Bearer|PRIVATE|code=/)
})
