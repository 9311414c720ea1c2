import type { AccountHandle, BankContext, ConnectorState, TransactionsAnswer } from '@raccord/connector-kit'
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

const options = (more: object = {}, path = '/stet') => ({
  baseUrl: `${bench.url}${path}/v1`,
  oauth: {
    server: { metadataUrl: `${bench.url}${path}/oauth/.well-known/openid-configuration` },
    clientId: 'raccord-sandbox',
  },
  maxHistoryDays: 36_500,
  ...more,
})

async function answersOf(
  bank: BankContext,
  state: ConnectorState,
  account: AccountHandle,
): Promise<TransactionsAnswer[]> {
  const answers: TransactionsAnswer[] = []
  for await (const answer of stet.transactions(bank, state, account, {})) answers.push(answer)
  return answers
}

/** Requests to the API since the last look, without their queries. */
function calls(): string[] {
  const seen = bench.sent.splice(0).map(({ method, url }) => `${method} ${new URL(url).pathname}`)
  return seen.filter((line) => line.includes('/v1/'))
}

test('code with PKCE, accounts by their links, every entry of every page', async () => {
  const bank = bench.context(options())
  const { state, grant } = await authorised(stet, bank, signIn('many'))
  expect(grant).toEqual({ recurring: true, validUntil: redirectInput().validUntil })
  const { accounts, state: after } = await accountsOf(stet, bank, state)
  const [first] = accounts
  if (!first) throw new Error('no account')
  const whole = await entriesOf(stet, bank, after, first)
  expect(whole.pages).toBeGreaterThan(1)
  expect(new Set(whole.transactions.map(({ bankId }) => bankId)).size).toBe(whole.transactions.length)
  const days = whole.transactions.flatMap(({ bookingDate }) => bookingDate ?? []).sort()
  const middle = days[Math.floor(days.length / 2)] ?? ''
  const part = await entriesOf(stet, bank, after, first, middle)
  expect(part.transactions.length).toBeLessThan(whole.transactions.length)
  expect(part.transactions.every(({ bookingDate = middle }) => bookingDate >= middle)).toBe(true)
})

test('types, numbers, balances, owner, signs', async () => {
  const bank = bench.context(options())
  const { state } = await authorised(stet, bank, signIn('dev'))
  const { accounts, state: after } = await accountsOf(stet, bank, state)
  expect(accounts.map(({ type }) => type)).toEqual(['CHECKINGS', 'CHECKINGS', 'CREDIT_CARD'])
  expect(accounts[0]?.iban).toMatch(/^FR/)
  expect(accounts[0]?.balances.map(({ type }) => type)).toEqual(['closingBooked', 'expected'])
  expect(accounts[0]).toMatchObject({ usage: 'PERSONAL', currency: 'EUR', ownerName: expect.stringMatching(/\w/) })
  expect(accounts[2]?.maskedPan).toMatch(/X{6}\d{4}$/)
  const [account] = accounts
  if (!account) throw new Error('no account')
  const { transactions } = await entriesOf(stet, bank, after, account)
  expect(transactions.some(({ amount }) => amount.minor < 0)).toBe(true)
  expect(transactions.some(({ amount }) => amount.minor > 0)).toBe(true)
  expect(transactions.some(({ status }) => status === 'PENDING')).toBe(true)
})

test('PSU headers only while the person is there', async () => {
  const bank = bench.context(options())
  const { state } = await authorised(stet, bank, signIn('dev'))
  bench.sent.splice(0)
  await stet.accounts(bank, state)
  expect(bench.sent.every(({ headers }) => headers['PSU-IP-Address'] === '203.0.113.7')).toBe(true)
  bench.sent.splice(0)
  const { psu: _gone, ...alone } = bank
  await stet.accounts(alone, state)
  expect(bench.sent.length).toBeGreaterThan(0)
  expect(bench.sent.some(({ headers }) => Object.keys(headers).some((name) => /^psu-/i.test(name)))).toBe(false)
})

test('accounts without links: the bank is told which ones, once, and lists them again; owners of each', async () => {
  const bank = bench.context(options({ version: '1.6' }, '/stet-consents'))
  const { state } = await authorised(stet, bank, signIn('dev'))
  calls()
  const first = await accountsOf(stet, bank, state)
  const made = calls()
  expect(made.slice(0, 3).map((line) => line.replace('/stet-consents', ''))).toEqual([
    'GET /v1/accounts',
    'PUT /v1/consents',
    'GET /v1/accounts',
  ])
  expect(made.filter((line) => line.endsWith('/owners'))).toHaveLength(first.accounts.length)
  expect(first.accounts.every(({ balances, ownerName }) => balances.length > 0 && ownerName !== undefined)).toBe(true)
  const again = await accountsOf(stet, bank, first.state)
  expect(calls()).not.toContain('PUT /stet-consents/v1/consents')
  const [account] = again.accounts
  if (!account) throw new Error('no account')
  expect((await entriesOf(stet, bank, again.state, account)).transactions.length).toBeGreaterThan(0)
})

test('where consents are never given, the bank’s refusal is one', async () => {
  const bank = bench.context(options({ consents: 'never' }, '/stet-consents'))
  const { state } = await authorised(stet, bank, signIn('dev'))
  const { accounts, state: after } = await accountsOf(stet, bank, state)
  const [account] = accounts
  if (!account) throw new Error('no account')
  const answers = await answersOf(bank, after, account)
  expect(answers).toMatchObject([{ kind: 'failed' }])
})

test('nobody has accounts: 204 is an empty list', async () => {
  const bank = bench.context(options())
  const { state } = await authorised(stet, bank, signIn('empty'))
  expect((await accountsOf(stet, bank, state)).accounts).toEqual([])
})

test('an access token that has run out is renewed, and the new pair kept', async () => {
  const bank = bench.context(options())
  const { state } = await authorised(stet, bank, signIn('dev'))
  const later = { ...bank, now: () => new Date(bank.now().getTime() + 3_600_000) }
  const { state: renewed, accounts } = await accountsOf(stet, later, state)
  expect(accounts).toHaveLength(3)
  expect(renewed['tokens']).not.toEqual(state['tokens'])
  // A refresh token serves once: the old state is of no more use, and the bank ends what it was used for twice.
  expect(await stet.accounts(later, state)).toMatchObject({ kind: 'failed', reason: 'consent_expired' })
})

test('the long history belongs to the first token where the bank says so', async () => {
  const bank = bench.context(options({ longHistoryOnce: true, shortHistoryDays: 30 }))
  const { state } = await authorised(stet, bank, signIn('dev'))
  const { accounts, state: after } = await accountsOf(stet, bank, state)
  const [account] = accounts
  if (!account) throw new Error('no account')
  const from = () => new URL(bench.sent.at(-1)?.url ?? '').searchParams.get('dateFrom') ?? ''
  bench.sent.splice(0)
  await entriesOf(stet, bank, after, account)
  expect(new URL(bench.sent[0]?.url ?? '').searchParams.get('dateFrom')?.slice(0, 2)).toBe('19')
  const { state: renewed } = await entriesOf(
    stet,
    { ...bank, now: () => new Date(bank.now().getTime() + 3_600_000) },
    after,
    account,
  )
  await entriesOf(stet, bank, renewed, account)
  expect(Date.now() - Date.parse(from())).toBeLessThan(32 * 86_400_000)
})

test('what is revoked is over at the bank; a second time harms nothing', async () => {
  const bank = bench.context(options())
  const { state } = await authorised(stet, bank, signIn('dev'))
  expect(await stet.revoke(bank, state)).toEqual({ kind: 'revoked' })
  expect(await stet.accounts(bank, state)).toMatchObject({ kind: 'failed', reason: 'consent_expired' })
  expect(await stet.revoke(bank, state)).toEqual({ kind: 'revoked' })
})

test('a refusal at the bank, and what files play: limits, withdrawal, answers that break off', async () => {
  const bank = bench.context(options())
  const away = expectOutcome(await stet.begin(bank, redirectInput()), 'redirect')
  const { query } = await visitWithCookies(away.url, [{ decision: 'refuse' }])
  expect(await stet.resume(bank, away.state, { kind: 'returned', query })).toMatchObject({ reason: 'refused_at_bank' })
  for (const [login, reason] of [
    ['limited', 'bank_limit_reached'],
    ['revoked', 'consent_expired'],
    ['garbage', 'bank_answer_invalid'],
  ] as const) {
    const { state } = await authorised(stet, bank, signIn(login))
    const read = await stet.accounts(bank, state)
    const account = read.kind === 'accounts' ? read.accounts[0] : undefined
    const answers = account && read.kind === 'accounts' ? await answersOf(bank, read.state, account) : [read]
    expect(answers.at(-1), login).toMatchObject({ kind: 'failed', reason })
  }
})

test('nothing secret was logged', () => {
  expect(bench.logged()).toContain('accounts.list')
  expect(bench.logged()).not.toMatch(/FR76|eyJ|Bearer|code=/)
})
