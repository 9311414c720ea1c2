import { berlinGroup } from '@raccord/connector-berlin-group'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { beginInput, expectKind, readAll, startTestBank, type TestBench } from './bench.ts'
import { visit } from './browser.ts'

let bench: TestBench
beforeAll(async () => {
  bench = await startTestBank()
})
afterAll(async () => {
  await bench.close()
})

const query = (url: URL) => Object.fromEntries(url.searchParams)

test('REDIRECT: to the bank, back, accounts, every page of transactions, revoked', async () => {
  const bank = bench.context('100', 'REDIRECT')
  const out = expectKind(await berlinGroup.begin(bank, beginInput('REDIRECT')), 'redirect')
  const back = await visit(out.url, [{ login: 'dev', password: 'dev' }, {}])
  expect(query(back)).toEqual({ state: 'state-of-ours' })
  const done = expectKind(await berlinGroup.resume(bank, out.state, { kind: 'returned', query: query(back) }), 'done')
  // The person chose at the bank, and its consent names what he chose.
  expect(done.grant).toMatchObject({ recurring: true, frequencyPerDay: 4, namesAccounts: true })
  expect(done.grant.validUntil).toMatch(/^\d{4}-\d{2}-\d{2}$/)

  const read = await berlinGroup.accounts(bank, done.state)
  if (read.kind === 'failed') throw new Error(read.detail)
  expect(read.accounts.map(({ type }) => type).sort()).toEqual(['CHECKINGS', 'CHECKINGS', 'CREDIT_CARD'])
  for (const account of read.accounts) {
    expect(account.balances.length).toBeGreaterThan(0)
    const { transactions, skipped } = await readAll(bank, read.state, account)
    expect(transactions.length).toBeGreaterThan(10)
    expect(skipped).toEqual([])
  }
  expect(await berlinGroup.revoke(bank, read.state)).toEqual({ kind: 'revoked' })
  expect(await berlinGroup.revoke(bank, read.state)).toEqual({ kind: 'revoked' })
  expect(await berlinGroup.accounts(bank, read.state)).toMatchObject({ kind: 'failed', reason: 'consent_expired' })
})

test('EMBEDDED: login and password at once, all kinds of account', async () => {
  const bank = bench.context('100', 'EMBEDDED')
  const input = beginInput('EMBEDDED', { login: 'dev', password: 'dev', configuration_url: '' })
  const done = expectKind(await berlinGroup.begin(bank, input), 'done')
  const read = await berlinGroup.accounts(bank, done.state)
  if (read.kind === 'failed') throw new Error(read.detail)
  expect(new Set(read.accounts.map(({ type }) => type))).toEqual(
    new Set(['CHECKINGS', 'CREDIT_CARD', 'SAVINGS', 'LOAN']),
  )
})

test('OAuth: authorization code with PKCE, tokens, reading', async () => {
  const bank = bench.context('103', 'REDIRECT')
  const out = expectKind(await berlinGroup.begin(bank, beginInput('REDIRECT')), 'redirect')
  const back = await visit(out.url, [{ login: 'dev', password: 'dev' }, {}])
  const done = expectKind(await berlinGroup.resume(bank, out.state, { kind: 'returned', query: query(back) }), 'done')
  const read = await berlinGroup.accounts(bank, done.state)
  expect(read).toMatchObject({ kind: 'accounts' })
})
