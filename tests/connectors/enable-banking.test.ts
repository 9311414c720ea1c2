import { generateKeyPairSync } from 'node:crypto'
import { sandboxProviders } from '@raccord/catalogue'
import { enableBanking, listBanks, readApplication } from '@raccord/connector-enable-banking'
import {
  type AccountHandle,
  type BankContext,
  type ConnectorState,
  createBankHttp,
  daysBack,
  type TransactionsAnswer,
  type Window,
} from '@raccord/connector-kit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
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
let sandbox: { readonly [option: string]: unknown }
beforeAll(async () => {
  bench = await startOAuthBench()
  const provider = sandboxProviders(bench.url).find(({ id }) => id === '109')
  sandbox = provider?.channels[0]?.options as typeof sandbox
})
afterAll(() => bench.close())

const at = (name: string, country: string, more: object = {}) => ({
  ...sandbox,
  aspsp: { name, country },
  // As towards a real one.
  historyDays: 89,
  ...more,
})

/** Requests to the API since the last look: method, path without ids, query. */
function calls(): string[] {
  const seen = bench.sent.splice(0).map(({ method, url }) => {
    const { pathname, search } = new URL(url)
    return `${method} ${pathname.replace('/enable-banking', '').replace(/[0-9a-f-]{36}/, '*')}${search}`
  })
  return seen
}

async function answersOf(bank: BankContext, state: ConnectorState, account: AccountHandle, window: Window = {}) {
  const answers: TransactionsAnswer[] = []
  for await (const answer of enableBanking.transactions(bank, state, account, window)) answers.push(answer)
  return answers
}

async function connected(options: object, login = 'dev') {
  const bank = bench.context(options)
  const { state } = await authorised(enableBanking, bank, signIn(login))
  const read = await accountsOf(enableBanking, bank, state)
  const [account] = read.accounts
  if (!account) throw new Error('no account')
  return { bank, ...read, account }
}

/** The bank is in Berlin or Paris. */
const dayBack = (bank: BankContext, days: number) => daysBack(bank.now(), days, 'Europe/Paris')

test('a session, its accounts with balances, every entry of every page', async () => {
  const bank = bench.context(at('Raccord Test Bank', 'FR'))
  const { state, grant } = await authorised(enableBanking, bank, signIn('many'))
  expect(grant).toMatchObject({ recurring: true, frequencyPerDay: 4 })
  expect(grant.validUntil).toMatch(/^\d{4}-\d{2}-\d{2}$/)
  calls()
  const { accounts, state: after } = await accountsOf(enableBanking, bank, state)
  expect(calls()[0]).toBe('GET /sessions/*')
  const [first] = accounts
  if (!first) throw new Error('no account')
  const whole = await entriesOf(enableBanking, bank, after, first)
  expect(whole.pages).toBeGreaterThan(1)
  expect(new Set(whole.transactions.map(({ bankId }) => bankId)).size).toBe(whole.transactions.length)
  const made = calls()
  // The first page is of everything, and what was asked for is said again beside each key.
  expect(made[0]).toBe('GET /accounts/*/transactions?strategy=longest')
  expect(made.slice(1).every((line) => line.includes('?strategy=longest&continuation_key='))).toBe(true)
  expect(made.join()).not.toMatch(/date_to|transaction_status/)
})

test('types, numbers, balances, owner, signs; pending entries have one and the same reference', async () => {
  const { accounts, bank, state, account } = await connected(at('Raccord Test Bank', 'FR'))
  expect(accounts.map(({ type }) => type)).toEqual(['CHECKINGS', 'CHECKINGS', 'CREDIT_CARD'])
  expect(account.iban).toMatch(/^FR/)
  expect(account.balances.map(({ type }) => type)).toEqual(['closingBooked', 'expected'])
  expect(account).toMatchObject({ usage: 'PERSONAL', currency: 'EUR', status: 'enabled', bic: 'RACCFRP1XXX' })
  expect(accounts[2]?.maskedPan).toMatch(/X{6}\d{4}$/)
  const { transactions } = await entriesOf(enableBanking, bank, state, account)
  expect(
    transactions.some(({ amount }) => amount.minor < 0) && transactions.some(({ amount }) => amount.minor > 0),
  ).toBe(true)
  const pending = transactions.filter(({ status }) => status === 'PENDING')
  expect(pending.length).toBeGreaterThan(0)
  expect(pending.every(({ entryReference }) => entryReference === '0')).toBe(true)
})

test('after another authorisation ids are new, and what accounts are known by is not', async () => {
  for (const options of [at('Raccord Test Bank', 'FR'), at('Raccord Nameless Bank', 'NL')]) {
    const [one, two] = [await connected(options), await connected(options)]
    const known = (of: typeof one) => of.accounts.map(({ iban, maskedPan, number }) => `${iban} ${maskedPan} ${number}`)
    const ids = [...one.accounts, ...two.accounts].map(({ bankId }) => bankId)
    expect(new Set(ids).size).toBe(ids.length)
    expect(known(two)).toEqual(known(one))
    expect(new Set(known(one)).size).toBe(one.accounts.length)
  }
})

describe('whose accounts', () => {
  const both = () => at('Raccord Company Bank', 'FR', { psuTypes: ['personal', 'business'] })

  test('a bank that tells customers apart is asked for after the person has said it; a renewal does not ask again', async () => {
    const bank = bench.context(both())
    calls()
    const asked = expectOutcome(await enableBanking.begin(bank, redirectInput()), 'challenge')
    expect(asked.challenge).toMatchObject({ kind: 'choice', about: 'customer' })
    expect(calls()).toEqual([])
    const { redirect } = redirectInput()
    const other = await enableBanking.resume(bank, asked.state, { kind: 'choice', id: 'nobody' }, redirect)
    expect(other).toMatchObject({ kind: 'challenge', refused: true })
    const away = expectOutcome(
      await enableBanking.resume(bank, asked.state, { kind: 'choice', id: 'business' }, redirect),
      'redirect',
    )
    expect(JSON.parse(bench.sent.at(-1)?.body ?? '{}')).toMatchObject({ psu_type: 'business' })
    const { query } = await visitWithCookies(away.url, signIn('dev'))
    const done = expectOutcome(await enableBanking.resume(bank, away.state, { kind: 'returned', query }), 'done')
    const again = await enableBanking.begin(bank, redirectInput({ former: done.state }))
    expectOutcome(again, 'redirect')
    expect(JSON.parse(bench.sent.at(-1)?.body ?? '{}')).toMatchObject({ psu_type: 'business' })
  })

  test('any other bank is not', async () => {
    const outcome = await enableBanking.begin(bench.context(at('Raccord Test Bank', 'IT')), redirectInput())
    expect(outcome.kind).toBe('redirect')
  })
})

describe('periods', () => {
  const later = (bank: BankContext): BankContext => ({ ...bank, now: () => new Date(bank.now().getTime() + 3_600_000) })
  const ninety = (more: object = {}) =>
    at('Raccord Ninety Days Bank', 'ES', { maximumConsentValidity: 90 * 86_400, ...more })
  /** The bank's clock too: the minutes in which everything is told are over. */
  const hourLater = async (options: object, login = 'many') => {
    const made = await connected(options, login)
    await bench.advanceDays(1 / 24)
    return made
  }
  const asked = () =>
    calls()
      .filter((line) => line.includes('/transactions') && !line.includes('continuation_key'))
      .map((line) => new URL(line.slice(4), 'http://x').searchParams.get('date_from'))

  test('the day that the bank names is the next one asked for', async () => {
    const { bank, state, account } = await hourLater(ninety({ historyDays: 400 }))
    calls()
    const answers = await answersOf(bank, state, account, { from: dayBack(bank, 300) })
    expect(answers.every(({ kind }) => kind === 'page')).toBe(true)
    expect(asked()).toEqual([dayBack(bank, 300), dayBack(bank, 89)])
  })

  test('where it names none, shorter and shorter ones are', async () => {
    const { bank, state, account } = await hourLater(at('Raccord Silent Bank', 'DE', { historyDays: 400 }))
    calls()
    const answers = await answersOf(bank, state, account, { from: dayBack(bank, 380) })
    expect(answers.every(({ kind }) => kind === 'page')).toBe(true)
    expect(asked()).toEqual([dayBack(bank, 380), dayBack(bank, 364), dayBack(bank, 89)])
  })

  test('in the last hour before midnight UTC they begin with the bank’s own day', async () => {
    const now = bench.context({}).now()
    const late = new Date(now).setUTCHours(22, 30, 0, 0)
    await bench.advanceDays(((late - now.getTime()) / 86_400_000 + 1) % 1)
    const { bank, state, account } = await hourLater(at('Raccord Silent Bank', 'DE', { historyDays: 400 }))
    calls()
    const answers = await answersOf(bank, state, account, { from: dayBack(bank, 89) })
    expect(answers.every(({ kind }) => kind === 'page')).toBe(true)
    expect(asked()).toEqual([dayBack(bank, 89)])
    await answersOf(bank, state, account, { from: dayBack(bank, 380) })
    expect(asked()).toEqual([dayBack(bank, 380), dayBack(bank, 364), dayBack(bank, 89)])
  })

  test('a refusal in the bank’s own words is one too', async () => {
    const { bank, state, account } = await hourLater(at('Raccord Two Years Bank', 'BE'))
    calls()
    const answers = await answersOf(bank, state, account)
    expect(answers.every(({ kind }) => kind === 'page') || answers).toBe(true)
    expect(answers.length).toBeGreaterThan(0)
  })

  test('without the person nothing older than 90 days is asked for', async () => {
    const { bank, state, account } = await hourLater(ninety())
    calls()
    const then = later(bank)
    await answersOf(then, state, account, { from: dayBack(then, 300) })
    expect(asked()).toEqual([dayBack(then, 89)])
  })
})

test('where a key has run out the pages begin again, and the first of them says so', async () => {
  const { bank, state, account } = await connected(at('Raccord Test Bank', 'FR'), 'many')
  let left = 2
  const body = JSON.stringify({ error: 'WRONG_CONTINUATION_KEY' })
  const http: BankContext['http'] = {
    send: async (request) => {
      if (!request.url.includes('continuation_key') || --left !== 0) return bank.http.send(request)
      return { kind: 'answer', status: 422, headers: { 'content-type': 'application/json' }, body }
    },
  }
  const pages = await answersOf({ ...bank, http }, state, account)
  expect(pages.map((page) => page.kind === 'page' && page.restarted === true).slice(0, 4)).toEqual([
    ...[false, false, true, false],
  ])
  const entries = (some: readonly TransactionsAnswer[]) =>
    some.flatMap((page) => (page.kind === 'page' ? page.transactions : []))
  expect(entries(pages.slice(2))).toEqual(entries(await answersOf(bank, state, account)))
})

test('nothing beside the key where the bank wants nothing beside it, and the headers that it names', async () => {
  const options = at('Raccord Strict Bank', 'IT', { requiredPsuHeaders: ['Psu-Ip-Address', 'Psu-User-Agent'] })
  const { bank, state, account } = await connected(options, 'many')
  calls()
  const { transactions, pages } = await entriesOf(enableBanking, bank, state, account)
  expect(pages).toBeGreaterThan(1)
  expect(new Set(transactions.map(({ bankId }) => bankId)).size).toBe(transactions.length)
  const keyed = calls().filter((line) => line.includes('continuation_key'))
  // Refused once, and from then on asked for by the key alone.
  expect(keyed.filter((line) => line.includes('strategy')).length).toBe(1)
  // A header that is named and can not be told: none is.
  const { userAgent: _gone, ...psu } = bank.psu ?? { ipAddress: '' }
  bench.sent.splice(0)
  await accountsOf(enableBanking, { ...bank, psu }, state)
  expect(bench.sent.some(({ headers }) => Object.keys(headers).some((name) => /^psu-/i.test(name)))).toBe(false)
})

test('PSU headers only while the person is there, and no address of a private network', async () => {
  const { bank, state } = await connected(at('Raccord Test Bank', 'FR', { privateAddresses: false }))
  const told = async (context: BankContext) => {
    bench.sent.splice(0)
    await accountsOf(enableBanking, context, state)
    return bench.sent.filter(({ headers }) => 'Psu-Ip-Address' in headers).length
  }
  expect(await told({ ...bank, psu: { ipAddress: '192.168.1.7', userAgent: 'x' } })).toBe(0)
  // To the bank alone: what they answer themselves needs no person.
  expect(await told({ ...bank, psu: { ipAddress: '81.2.69.142', userAgent: 'x' } })).toBe(3)
  const { psu: _gone, ...alone } = bank
  expect(await told(alone)).toBe(0)
})

test('names before the text of an entry have places of their own', async () => {
  const { bank, state, account } = await connected(at('Raccord Prefix Bank', 'DE'))
  const { transactions } = await entriesOf(enableBanking, bank, state, account)
  const [entry] = transactions.filter(({ remittance }) => remittance.length > 0)
  expect(entry).toMatchObject({ mandateId: 'M-1', creditorId: 'DE98ZZZ09999999999' })
  expect(transactions.flatMap(({ remittance }) => remittance).join()).not.toContain('mandatereference')
})

test('a code serves once; a lost answer is not asked for again', async () => {
  const bank = bench.context(at('Raccord Test Bank', 'FR'))
  const away = expectOutcome(await enableBanking.begin(bank, redirectInput()), 'redirect')
  const { query } = await visitWithCookies(away.url, signIn('dev'))
  expectOutcome(await enableBanking.resume(bank, away.state, { kind: 'returned', query }), 'done')
  expect(await enableBanking.resume(bank, away.state, { kind: 'returned', query })).toMatchObject({
    kind: 'failed',
    bankCode: 'ALREADY_AUTHORIZED',
  })
})

test('what is revoked is over, and a second time harms nothing', async () => {
  const { bank, state } = await connected(at('Raccord Test Bank', 'FR'))
  expect(await enableBanking.revoke(bank, state)).toEqual({ kind: 'revoked' })
  expect(await enableBanking.accounts(bank, state)).toMatchObject({ kind: 'failed', reason: 'consent_expired' })
  expect(await enableBanking.revoke(bank, state)).toEqual({ kind: 'revoked' })
})

test('a refusal at the bank, and what files play', async () => {
  const bank = bench.context(at('Raccord Test Bank', 'FR'))
  const away = expectOutcome(await enableBanking.begin(bank, redirectInput()), 'redirect')
  const { query } = await visitWithCookies(away.url, [{ decision: 'refuse' }])
  expect(await enableBanking.resume(bank, away.state, { kind: 'returned', query })).toMatchObject({
    reason: 'refused_at_bank',
  })
  for (const [login, reason] of [
    ['limited', 'bank_limit_reached'],
    ['revoked', 'consent_expired'],
  ] as const) {
    const { state } = await authorised(enableBanking, bank, signIn(login))
    const read = await enableBanking.accounts(bank, state)
    const account = read.kind === 'accounts' ? read.accounts[0] : undefined
    const answers = account && read.kind === 'accounts' ? await answersOf(bank, read.state, account) : [read]
    expect(answers.at(-1), login).toMatchObject({ kind: 'failed', reason })
  }
})

describe('an application of one’s own', () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const redirectUrl = 'https://raccord.example/bank/callback/enable-banking'

  async function registered(environment: 'SANDBOX' | 'PRODUCTION') {
    const answer = await fetch(`${bench.url}/enable-banking/api/applications`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({
        name: 'Ours',
        certificate: publicKey.export({ type: 'spki', format: 'pem' }),
        environment,
        redirect_urls: [redirectUrl],
      }),
    })
    const { app_id } = (await answer.json()) as { readonly app_id: string }
    return { baseUrl: `${bench.url}/enable-banking`, applicationId: app_id, privateKey: pem }
  }
  const context = (application: Awaited<ReturnType<typeof registered>>) => ({
    application,
    http: createBankHttp({ allowedHosts: [new URL(bench.url).host], allowLoopback: true }),
    now: bench.context({}).now,
    log: () => {},
  })

  test('what they know of it, and the banks that it may read', async () => {
    const application = context(await registered('SANDBOX'))
    expect(await readApplication(application)).toMatchObject({
      kind: 'application',
      active: true,
      environment: 'SANDBOX',
      redirectUrls: [redirectUrl],
    })
    const list = await listBanks(application)
    if (list.kind === 'failed') throw new Error(list.detail)
    expect(list.banks.map(({ name }) => name)).toContain('Raccord Company Bank')
    expect(list.banks.find(({ name }) => name === 'Raccord Company Bank')?.psuTypes).toEqual(['personal', 'business'])
    expect(JSON.stringify(list)).not.toContain('logo')
    await application.http.close()
  })

  test('another key, and an address that is not registered, are the operator’s to put right', async () => {
    const application = await registered('SANDBOX')
    const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({
      type: 'pkcs8',
      format: 'pem',
    })
    const options = { ...application, aspsp: { name: 'Raccord Test Bank', country: 'FR' } }
    const wrongKey = await enableBanking.begin(
      bench.context({ ...options, privateKey: other.toString() }),
      redirectInput(),
    )
    expect(wrongKey).toMatchObject({ reason: 'bank_not_configured', bankCode: 'UNAUTHORIZED_ACCESS' })
    expect(await enableBanking.begin(bench.context(options), redirectInput())).toMatchObject({
      reason: 'bank_not_configured',
      bankCode: 'REDIRECT_URI_NOT_ALLOWED',
    })
    const noKey = await enableBanking.begin(bench.context({ ...options, privateKey: 'no key' }), redirectInput())
    expect(noKey).toMatchObject({ reason: 'bank_not_configured', detail: expect.not.stringContaining('no key') })
  })

  test('in restricted mode no account is opened that was not linked there', async () => {
    const application = await registered('PRODUCTION')
    const bank = bench.context({ ...application, aspsp: { name: 'Raccord Test Bank', country: 'FR' } })
    const redirect = { uri: redirectUrl, state: 'state-of-ours' }
    const away = expectOutcome(await enableBanking.begin(bank, redirectInput({ redirect })), 'redirect')
    const { query } = await visitWithCookies(away.url, signIn('dev'))
    const outcome = await enableBanking.resume(bank, away.state, { kind: 'returned', query })
    expect(outcome).toMatchObject({ reason: 'action_needed_at_bank', bankCode: 'NO_ACCOUNTS_ADDED' })
    // What was opened all the same can be ended.
    const { state } = outcome as { readonly state: ConnectorState }
    expect(await enableBanking.revoke(bank, state)).toEqual({ kind: 'revoked' })
  })
})

test('nothing secret was logged', () => {
  expect(bench.logged()).toContain('session.read')
  expect(bench.logged()).not.toMatch(/FR76|eyJ|Bearer|code=|PRIVATE/)
})
