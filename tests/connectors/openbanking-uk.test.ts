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
