import { berlinGroup } from '@raccord/connector-berlin-group'
import type { Answer } from '@raccord/connector-kit'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { beginInput, expectKind, startTestBank, type TestBench } from './bench.ts'
import { visit } from './browser.ts'

let bench: TestBench
beforeEach(async () => {
  bench = await startTestBank()
})
afterEach(async () => {
  await bench.close()
})

const returned = (back: URL): Answer => ({ kind: 'returned', query: Object.fromEntries(back.searchParams) })

test.each(['100', '101', '103'])('provider %s: a refusal at the bank', async (provider) => {
  const bank = bench.context(provider, 'REDIRECT')
  const out = expectKind(await berlinGroup.begin(bank, beginInput('REDIRECT')), 'redirect')
  const back = await visit(out.url, [{ login: 'dev', password: 'dev' }, { decision: 'refuse' }])
  expect(await berlinGroup.resume(bank, out.state, returned(back))).toMatchObject({ reason: 'refused_at_bank' })
})

test('who comes back without having finished is waited for a minute, then has left', async () => {
  const bank = bench.context('100', 'REDIRECT')
  const out = expectKind(await berlinGroup.begin(bank, beginInput('REDIRECT')), 'redirect')
  const wait = expectKind(await berlinGroup.resume(bank, out.state, { kind: 'returned', query: {} }), 'wait')
  expect(wait.pollAfterMs).toBeGreaterThan(0)
  const still = expectKind(await berlinGroup.resume(bank, wait.state, { kind: 'poll' }), 'wait')
  expect(still.expiresAt).toEqual(wait.expiresAt)
  const later = { ...bank, now: () => new Date(Date.now() + 61_000) }
  expect(await berlinGroup.resume(later, still.state, { kind: 'poll' })).toMatchObject({ reason: 'refused_at_bank' })
})

test('the bank’s word counts, not the browser’s: a return that claims failure after success is a success', async () => {
  const bank = bench.context('100', 'REDIRECT')
  const out = expectKind(await berlinGroup.begin(bank, beginInput('REDIRECT')), 'redirect')
  await visit(out.url, [{ login: 'dev', password: 'dev' }, {}])
  expectKind(await berlinGroup.resume(bank, out.state, { kind: 'returned', query: { nok: '1' } }), 'done')
  expectKind(await berlinGroup.resume(bank, out.state, { kind: 'poll' }), 'done')
})

async function oauthReturn() {
  const bank = bench.context('103', 'REDIRECT')
  const out = expectKind(await berlinGroup.begin(bank, beginInput('REDIRECT')), 'redirect')
  const asked = new URL(out.url).searchParams
  expect(asked.get('code_challenge_method')).toBe('S256')
  expect(asked.get('state')).toBe('state-of-ours')
  return { bank, out, back: await visit(out.url, [{ login: 'dev', password: 'dev' }, {}]) }
}

test.each([
  ['another state', (back: URL) => back.searchParams.set('state', 'state-of-another')],
  ['another issuer (mix-up)', (back: URL) => back.searchParams.set('iss', 'https://evil.example')],
  ['no issuer though the server sends one', (back: URL) => back.searchParams.delete('iss')],
  ['no code', (back: URL) => back.searchParams.delete('code')],
])('OAuth return with %s is refused without a token call', async (_what, spoil) => {
  const { bank, out, back } = await oauthReturn()
  spoil(back)
  const refused = expectKind(await berlinGroup.resume(bank, out.state, returned(back)), 'failed')
  expect(refused.reason).toBe('bank_answer_invalid')
  expect(refused.detail).not.toContain('evil')
})

test('a code works once', async () => {
  const { bank, out, back } = await oauthReturn()
  expectKind(await berlinGroup.resume(bank, out.state, returned(back)), 'done')
  expect(await berlinGroup.resume(bank, out.state, returned(back))).toMatchObject({ reason: 'challenge_expired' })
})

test('an access token that has run out is renewed, and the new pair comes out with the state', async () => {
  const { bank, out, back } = await oauthReturn()
  const { state } = expectKind(await berlinGroup.resume(bank, out.state, returned(back)), 'done')
  await bench.advanceDays(1)
  const first = await berlinGroup.accounts(bank, state)
  if (first.kind !== 'accounts') throw new Error(first.detail)
  expect(first.state['tokens']).not.toEqual(state['tokens'])
  await bench.advanceDays(1)
  expect(await berlinGroup.accounts(bank, first.state)).toMatchObject({ kind: 'accounts' })
})

test('a token that the bank ended early is renewed too', async () => {
  const { bank, out, back } = await oauthReturn()
  const { state } = expectKind(await berlinGroup.resume(bank, out.state, returned(back)), 'done')
  const spoilt = { ...state, tokens: { ...(state['tokens'] as object), access: 'x'.repeat(43) } }
  expect(await berlinGroup.accounts(bank, spoilt)).toMatchObject({ kind: 'accounts' })
})
