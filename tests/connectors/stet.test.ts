import { stet } from '@raccord/connector-stet'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  accountsOf,
  authorised,
  entriesOf,
  expectOutcome,
  type OAuthBench,
  redirectInput,
  startOAuthBench,
} from './oauth-bench.ts'
import { signIn, visitWithCookies } from './oauth-browser.ts'

let bench: OAuthBench
beforeAll(async () => {
  bench = await startOAuthBench()
})
afterAll(() => bench.close())

const options = (path = '/stet', more: object = {}) => ({
  baseUrl: `${bench.url}${path}/v1`,
  oauth: {
    server: { metadataUrl: `${bench.url}${path}/oauth/.well-known/openid-configuration` },
    clientId: 'raccord-sandbox',
  },
  maxHistoryDays: 36_500,
  ...more,
})

test('code with PKCE, accounts by their links, every entry of every page', async () => {
  const bank = bench.context(options())
  const { state, grant } = await authorised(stet, bank, signIn('dev'))
  expect(grant).toMatchObject({ recurring: true })
  const { accounts, state: after } = await accountsOf(stet, bank, state)
  expect(accounts.map(({ type }) => type)).toEqual(['CHECKINGS', 'CHECKINGS', 'CREDIT_CARD'])
  expect(accounts[0]).toMatchObject({ iban: expect.stringMatching(/^FR/), balances: [{ type: 'closingBooked' }] })
  expect(accounts[2]?.maskedPan).toMatch(/X{6}\d{4}$/)
  const counts: number[] = []
  for (const account of accounts) counts.push((await entriesOf(stet, bank, after, account)).transactions.length)
  expect(counts.every((count) => count > 0)).toBe(true)
})
