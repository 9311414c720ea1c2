import { berlinGroup } from '@raccord/connector-berlin-group'
import type { AccountsAnswer, BankContext, Connector, Failed } from '@raccord/connector-kit'
import { openBankingUk } from '@raccord/connector-openbanking-uk'
import { stet } from '@raccord/connector-stet'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { beginInput, expectKind, startTestBank, type TestBench } from './bench.ts'
import { signIn, visitWithCookies } from './oauth-browser.ts'

let bench: TestBench
beforeAll(async () => {
  bench = await startTestBank()
})
afterAll(() => bench.close())

/** `dev` is the customer of `default.txt`: what the bank plays from the first reading without the person on. */
async function read(connector: Connector, providerId: string, event: string) {
  const attended = bench.context(providerId, 'REDIRECT')
  const out = expectKind(await connector.begin(attended, beginInput('REDIRECT')), 'redirect')
  const { query } = await visitWithCookies(out.url, signIn(`dev.then.${event}@${providerId}`))
  const done = expectKind(await connector.resume(attended, out.state, { kind: 'returned', query }), 'done')
  const { psu: _absent, ...bank } = attended
  const accounts = await connector.accounts(bank, done.state)
  if (accounts.kind === 'failed') return { accounts, entries: 0, failed: accounts }
  return { accounts, ...(await entriesOf(connector, bank, accounts)) }
}

async function entriesOf(
  connector: Connector,
  bank: BankContext,
  { accounts, state }: Extract<AccountsAnswer, { kind: 'accounts' }>,
) {
  let entries = 0
  let failed: Failed | undefined
  for await (const page of connector.transactions(bank, state, accounts[0]!, {})) {
    if (page.kind === 'failed') failed = page
    else entries += page.transactions.length
  }
  return { entries, failed }
}

describe.each([
  ['Berlin Group', berlinGroup, '100'],
  ['STET', stet, '104'],
  ['Open Banking UK', openBankingUk, '105'],
] as const)('%s', (_name, connector, providerId) => {
  it('a web page instead of accounts is no list of accounts', async () => {
    expect((await read(connector, providerId, 'page')).accounts).toMatchObject({ reason: 'bank_answer_invalid' })
  })

  it('accounts that are told twice are had once', async () => {
    const { accounts } = await read(connector, providerId, 'twice')
    const ids = expectAccounts(accounts).map(({ bankId }) => bankId)
    expect(ids.length).toBeGreaterThan(1)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('100 MB are not read', async () => {
    const { failed, entries } = await read(connector, providerId, 'huge')
    expect(failed).toMatchObject({ reason: 'bank_answer_invalid' })
    expect(entries).toBe(0)
  })

  it.each(['endless', 'elsewhere'])('a next page that is %s is not followed', async (event) => {
    const { failed, entries } = await read(connector, providerId, event)
    // The first page is good; what would come after it is not to be had.
    expect(entries).toBeGreaterThan(0)
    expect(entries).toBeLessThan(2_000)
    if (failed) expect(failed.reason).toBe('bank_answer_invalid')
  })
})

function expectAccounts(answer: AccountsAnswer) {
  if (answer.kind === 'failed') throw new Error(answer.detail)
  return answer.accounts
}
