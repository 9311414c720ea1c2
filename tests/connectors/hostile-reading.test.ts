import { berlinGroup } from '@raccord/connector-berlin-group'
import type { TransactionsAnswer } from '@raccord/connector-kit'
import { afterEach, expect, test } from 'vitest'
import { consentValid, granted, type Handler, type HostileBank, hostileBank } from './hostile-bank.ts'

const banks: HostileBank[] = []
afterEach(async () => {
  for (const one of banks.splice(0)) await one.close()
})

/** A bank whose consent is in order and whose reading calls are the test's. */
async function readingBank(handle: Handler, options: { [key: string]: unknown } = {}, basePath?: string) {
  const made = await hostileBank(
    (call, response, base) => consentValid(call) ?? handle(call, response, base),
    options,
    basePath,
  )
  banks.push(made)
  return { ...made, state: await granted(made.bank) }
}

const account = { bankId: 'a1', resource: 'account', currency: 'EUR' } as const

async function read(made: Awaited<ReturnType<typeof readingBank>>): Promise<TransactionsAnswer[]> {
  const answers: TransactionsAnswer[] = []
  for await (const answer of berlinGroup.transactions(made.bank, made.state, account, {})) answers.push(answer)
  return answers
}

const entry = (id: number) => ({
  entryReference: `e${id}`,
  bookingDate: '2026-01-02',
  transactionAmount: { currency: 'EUR', amount: '-1.00' },
})
const page = (entries: unknown[], next?: string) => ({
  transactions: { booked: entries, _links: next === undefined ? {} : { next: { href: next } } },
})
const referencesOf = (answers: TransactionsAnswer[]) =>
  answers.flatMap((one) =>
    one.kind === 'page' ? one.transactions.map(({ entryReference }) => entryReference) : [one.reason],
  )

test.each([
  ['half a sentence of JSON', '{"transactions":{"booked":[{'],
  ['an HTML error page with 200', '<html><body>Service temporarily unavailable</body></html>'],
  ['a bare string', '"ok"'],
  ['a number', '42'],
  ['null', 'null'],
  ['XML', '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'],
])('%s instead of a report is an invalid answer', async (_what, body) => {
  const made = await readingBank(() => body)
  expect(await read(made)).toMatchObject([{ kind: 'failed', reason: 'bank_answer_invalid' }])
})

test.each([
  ['absolute', (base: string) => `${base}/v1/accounts/a1/transactions?page=2&sig=a%2Fb`],
  ['relative to the host', () => '/xs2a/v1/accounts/a1/transactions?page=2&sig=a%2Fb'],
  ['relative to the base path', () => '/v1/accounts/a1/transactions?page=2&sig=a%2Fb'],
  ['without a slash', () => 'v1/accounts/a1/transactions?page=2&sig=a%2Fb'],
  ['only a query', () => '?page=2&sig=a%2Fb'],
])('a next link that is %s is followed as it is', async (_what, href) => {
  const made = await readingBank(({ url }, _response, base) =>
    url.includes('page=2') ? page([entry(2)]) : page([entry(1)], href(base)),
  )
  expect(referencesOf(await read(made))).toEqual(['e1', 'e2'])
  expect(made.seen.at(-1)?.url).toBe('/xs2a/v1/accounts/a1/transactions?page=2&sig=a%2Fb')
})

test('the last page is told as that: of the last booking status that is asked for, and none before it', async () => {
  // The last one links to itself.
  const paged: Handler = ({ url }) => page([entry(url.includes('page=2') ? 2 : 1)], '?page=2')
  const lastsOf = (answers: TransactionsAnswer[]) => answers.map((one) => one.kind === 'page' && one.last === true)
  expect(lastsOf(await read(await readingBank(paged)))).toEqual([false, true])
  const twice = await readingBank(() => page([entry(1)]), { bookingStatuses: ['booked', 'pending'] })
  expect(lastsOf(await read(twice))).toEqual([false, true])
})

test.each([
  'https://evil.example/steal',
  '//evil.example/steal',
  'http://169.254.169.254/latest/meta-data',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'http://127.0.0.1:1/other-port',
])('a next link to %s is not followed, and what was read stays', async (href) => {
  const made = await readingBank(() => page([entry(1)], href))
  const calls = made.seen.length
  expect(referencesOf(await read(made))).toEqual(['e1', 'bank_answer_invalid'])
  expect(made.seen.length).toBe(calls + 1)
  expect(made.seen.every(({ headers }) => headers.host?.startsWith('127.0.0.1:'))).toBe(true)
})

test('a last page that links to itself is the last page', async () => {
  const made = await readingBank(({ url }) => page([entry(1)], url))
  expect(referencesOf(await read(made))).toEqual(['e1'])
})

test('pages in circles are stopped', async () => {
  const made = await readingBank(({ url }) => page([entry(1)], url.includes('p=b') ? '?p=a' : '?p=b'))
  expect(referencesOf(await read(made)).at(-1)).toBe('bank_answer_invalid')
  expect(made.seen.length).toBeLessThan(10)
})

test('pages without end are stopped at the limit', async () => {
  let at = 0
  const made = await readingBank(() => page([entry(++at)], `?p=${at}`), { maxPages: 12 })
  const answers = await read(made)
  expect(answers.length).toBe(13)
  expect(answers.at(-1)).toMatchObject({ kind: 'failed', detail: 'transactions.read: more than 12 pages' })
})

test('empty pages without end are stopped sooner', async () => {
  let at = 0
  const made = await readingBank(() => page([], `?p=${++at}`))
  expect((await read(made)).at(-1)).toMatchObject({ reason: 'bank_answer_invalid' })
  expect(at).toBeLessThan(30)
})

test('an answer of 100 MB is cut off and costs no such memory', async () => {
  let sent = 0
  const made = await readingBank((_call, response) => {
    const block = Buffer.alloc(1024 * 1024, ' ')
    const pump = () => {
      while (sent < 100 && !response.destroyed) {
        sent++
        if (!response.write(block)) return
      }
      if (!response.destroyed) response.end()
    }
    response.on('drain', pump)
    pump()
    return undefined
  })
  expect(await read(made)).toMatchObject([{ kind: 'failed', reason: 'bank_answer_invalid' }])
  expect(sent).toBeLessThan(60)
})

test('one bad entry costs itself, and is told by its rule alone', async () => {
  const secret = 'DE89370400440532013000'
  const bad = [null, 'text', 7, [], {}, { transactionAmount: null }]
  const worse = [
    { transactionAmount: { amount: 'abc', currency: 'EUR' }, creditorAccount: { iban: secret } },
    { transactionAmount: { currency: 'EUR' } },
    { transactionAmount: { amount: '1.00', currency: 'EURO' } },
    { transactionAmount: { amount: '1e400', currency: 'EUR' } },
    { transactionAmount: { amount: '99999999999999999999', currency: 'EUR' } },
  ]
  const made = await readingBank(() => page([entry(1), ...bad, ...worse, entry(2)]))
  const [answer] = await read(made)
  if (answer?.kind !== 'page') throw new Error(answer?.kind)
  expect(answer.transactions.map(({ entryReference }) => entryReference)).toEqual(['e1', 'e2'])
  expect(answer.skipped).toEqual([
    ...['entry_not_object', 'entry_not_object', 'entry_not_object', 'entry_not_object'],
    ...['amount_missing', 'amount_unreadable'],
    ...['amount_unreadable', 'amount_unreadable', 'amount_unreadable', 'amount_unreadable', 'amount_unreadable'],
  ])
  expect(JSON.stringify(answer.skipped)).not.toContain(secret)
})

test('accounts: wrong types, missing members, one broken', async () => {
  const made = await readingBank(({ url }) => {
    if (url.includes('/balances')) return { balances: 'none' }
    if (url.includes('card-accounts')) return { cardAccounts: {} }
    return {
      accounts: [
        {
          resourceId: 17,
          iban: 'fr76 3000 6000 0112 3456 7890 189',
          currency: 'eur',
          usage: 'orga',
          status: 'Enabled',
        },
        { name: 'no id' },
        'not an account',
        { resourceId: 'x', cashAccountType: 'ODFT', balances: null },
      ],
    }
  })
  const answer = await berlinGroup.accounts(made.bank, made.state)
  if (answer.kind === 'failed') throw new Error(answer.detail)
  expect(answer.accounts).toMatchObject([
    {
      bankId: '17',
      iban: 'FR7630006000011234567890189',
      currency: 'EUR',
      usage: 'PROFESSIONAL',
      status: 'enabled',
      balances: [],
    },
    { bankId: 'x', type: { unsupported: 'ODFT' } },
  ])
})

test('a bank without card accounts (404) still has its accounts', async () => {
  const made = await readingBank(({ url }, response) => {
    if (url.includes('card-accounts')) {
      response.statusCode = 404
      return { tppMessages: [{ category: 'ERROR', code: 'RESOURCE_UNKNOWN' }] }
    }
    return { accounts: [{ resourceId: 'a', currency: 'EUR', balances: [] }] }
  })
  expect(await berlinGroup.accounts(made.bank, made.state)).toMatchObject({
    kind: 'accounts',
    accounts: [{ bankId: 'a' }],
  })
})

test('links of an account lead where the bank says, also for its transactions', async () => {
  const made = await readingBank(({ url }) => {
    if (url.includes('card-accounts')) return { cardAccounts: [] }
    if (url.startsWith('/odd/saldo')) {
      return { balances: [{ balanceType: 'expected', balanceAmount: { amount: 12.5, currency: 'EUR' } }] }
    }
    if (url.startsWith('/odd/moves')) return page([entry(1)])
    return {
      accounts: [
        {
          resourceId: 'a1',
          currency: 'EUR',
          _links: { balances: { href: '/odd/saldo' }, transactions: { href: '/odd/moves?v=2' } },
        },
      ],
    }
  })
  const found = await berlinGroup.accounts(made.bank, made.state)
  if (found.kind === 'failed') throw new Error(found.detail)
  expect(found.accounts[0]?.balances).toMatchObject([{ type: 'expected', amount: { minor: 1250, currency: 'EUR' } }])
  expect(referencesOf(await read({ ...made, state: found.state }))).toEqual(['e1'])
  expect(made.seen.at(-1)?.url).toMatch(/^\/odd\/moves\?v=2&bookingStatus=both&dateFrom=\d{4}-/)
})

test('a history that is too long is asked for again, shorter', async () => {
  const made = await readingBank(({ url }, response) => {
    const from = new URL(url, 'http://x').searchParams.get('dateFrom') ?? ''
    if (Date.now() - Date.parse(from) < 91 * 86_400_000) return page([entry(1)])
    response.statusCode = 400
    return { tppMessages: [{ category: 'ERROR', code: 'PERIOD_INVALID' }] }
  })
  expect(referencesOf(await read(made))).toEqual(['e1'])
})

test.each([
  [429, '', { 'Retry-After': '120' }, 'bank_limit_reached'],
  [503, '<html>', {}, 'bank_unavailable'],
  [302, '', { Location: 'https://evil.example/' }, 'bank_answer_invalid'],
  [401, '', {}, 'consent_expired'],
  [401, '{"tppMessages":[{"category":"ERROR","code":"CERTIFICATE_EXPIRED","text":"x"}]}', {}, 'bank_not_configured'],
  [403, '{"type":"about:blank","code":"SERVICE_BLOCKED","title":"x"}', {}, 'action_needed_at_bank'],
  [400, '{"additionalErrors":[{"code":"CONSENT_UNKNOWN"}]}', {}, 'consent_expired'],
])('HTTP %i %s is %s', async (status, body, headers, reason) => {
  const made = await readingBank((_call, response) => {
    response.writeHead(status, headers)
    response.end(body)
    return undefined
  })
  expect(await read(made)).toMatchObject([{ kind: 'failed', reason }])
})

test('what a bank writes into its errors does not come out', async () => {
  const made = await readingBank((_call, response) => {
    response.statusCode = 400
    return { tppMessages: [{ category: 'ERROR', code: 'Jane Doe DE89370400440532013000', text: 'Jane Doe' }] }
  })
  const text = JSON.stringify((await read(made)).map((one) => ({ ...one, state: undefined })))
  expect(text).toContain('bank_answer_invalid')
  expect(text).not.toMatch(/Jane|DE89/)
})
