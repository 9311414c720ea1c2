import { berlinGroup } from '@raccord/connector-berlin-group'
import type { TransactionsAnswer } from '@raccord/connector-kit'
import { expect, test } from 'vitest'
import { beginInput, expectKind } from './bench.ts'
import { consentValid } from './hostile-bank.ts'
import { back, consent, give, isConsent, play, read } from './play-bank.ts'

/** Differences between banks in what they give to read, and in what they want to be asked. Options alone tell them apart. */

const mt940 =
  ':20:A\r\n:25:1/2\r\n:60F:C260101EUR1,00\r\n:61:260102C5,00NTRF\r\n:86:166?20Grüße?32Müller\r\n:62F:C260102EUR6,00\r\n-'

test('Bankverlag: no withBalance, MT940 as text that names no charset', async () => {
  const { bank, seen } = await play(
    (call, response) => {
      if (!call.url.includes('/transactions'))
        return call.url.includes('/accounts') ? { accounts: [] } : consentValid(call)
      response.setHeader('Content-Type', 'text/plain')
      response.end(Buffer.from(mt940, 'latin1'))
      return undefined
    },
    { accountsQuery: '', cardAccounts: false, bookingStatuses: ['booked'], transactionsAccept: 'text/plain' },
  )
  const done = await berlinGroup.begin(bank, beginInput('REDIRECT'))
  await berlinGroup.accounts(bank, expectKind(done, 'done').state)
  expect(seen.at(-1)?.url).toBe('/xs2a/v1/accounts')
  expect(await read(bank, done)).toMatchObject([
    { transactions: [{ counterpartyName: 'Müller', remittance: ['Grüße'] }] },
  ])
  expect(seen.at(-1)?.headers.accept).toBe('text/plain')
})

const camt = (reference: string) =>
  `<Document><BkToCstmrAcctRpt><Rpt><Ntry><NtryRef>${reference}</NtryRef><Amt Ccy="EUR">1</Amt><CdtDbtInd>CRDT</CdtDbtInd></Ntry></Rpt></BkToCstmrAcctRpt></Document>`
const entriesOf = (answers: readonly TransactionsAnswer[]) =>
  answers.flatMap((one) =>
    one.kind === 'page' ? one.transactions.map(({ entryReference }) => entryReference) : [one.detail],
  )

test('a report that is only a link to a file, in the second format that was asked for; pages by header', async () => {
  const { bank, seen } = await play(
    (call, response) => {
      if (call.url.includes('/file')) {
        if (!call.url.includes('page=2')) response.setHeader('Link', '<?page=2>; rel="next"')
        return camt(call.url.includes('page=2') ? 'two' : 'one')
      }
      if (!call.url.includes('/transactions')) return consentValid(call)
      if (call.headers.accept === 'application/json')
        return { transactions: { _links: { download: { href: '/xs2a/file' } } } }
      response.statusCode = 406
      return { tppMessages: [{ category: 'ERROR', code: 'REQUESTED_FORMATS_INVALID' }] }
    },
    { transactionsAccept: ['application/xml', 'application/json'] },
  )
  expect(entriesOf(await read(bank, await berlinGroup.begin(bank, beginInput('REDIRECT'))))).toEqual(['one', 'two'])
  expect(seen.at(-1)?.url).toBe('/xs2a/file?page=2')
})

test('consents and accounts at addresses of their own; what was paid written as positive', async () => {
  const { bank, seen } = await play(
    ({ url, ...call }) =>
      url.includes('/transactions')
        ? {
            transactions: {
              booked: [{ transactionAmount: { currency: 'EUR', amount: '5' }, creditorName: 'Shop', debtorName: 'Me' }],
            },
          }
        : consentValid({ ...call, url: url.replace('/consent-api/v1', '/v1') }),
    { paths: { consents: '/consent-api/v1/consents', accounts: '/accounts-api/v1/accounts' }, debitsPositive: true },
  )
  const [page] = await read(bank, await berlinGroup.begin(bank, beginInput('REDIRECT')))
  expect(page).toMatchObject({ transactions: [{ amount: { minor: -500 }, counterpartyName: 'Shop' }] })
  const paths = seen.map(({ url }) => url.split('?')[0])
  expect(paths[0]).toBe('/xs2a/consent-api/v1/consents')
  expect(paths.at(-1)).toBe('/xs2a/accounts-api/v1/accounts/a/transactions')
})

test('links that name an inner host are set right by an option', async () => {
  const { bank } = await play(
    (call) =>
      isConsent(call)
        ? consent({ status: 'http://inner.bank:8080/v1/consents/c1/status', scaRedirect: 'https://bank.example/' })
        : consentValid(call),
    { rewriteLinks: { 'http://inner.bank:8080': '{origin}/xs2a' } },
  )
  expectKind(await give(bank, await berlinGroup.begin(bank, beginInput('REDIRECT')), back()), 'done')
})

test('the long history in the minutes after SCA, the short one later, without a call that would be refused', async () => {
  const { bank, seen } = await play((call) => consentValid(call) ?? { transactions: {} }, {
    historyMinutes: 15,
    maxHistoryDays: 400,
    shortHistoryDays: 89,
  })
  const done = await berlinGroup.begin(bank, beginInput('REDIRECT'))
  const later = { ...bank, now: () => new Date(Date.now() + 16 * 60_000) }
  await read(bank, done)
  await read(later, done)
  const reach = seen.slice(-2).map(({ url }) => {
    const from = new URL(url, 'http://x').searchParams.get('dateFrom') ?? ''
    return Math.round((Date.now() - Date.parse(from)) / 86_400_000)
  })
  expect(reach[0]).toBeGreaterThanOrEqual(400)
  expect(reach[1]).toBeLessThanOrEqual(91)
})

test('the registered address letter by letter, and members of the consent that a bank wants otherwise', async () => {
  const { bank, seen } = await play((call) => consentValid(call), {
    stateInRedirectUri: false,
    pathRoot: '/v1',
    consentBody: { validUntil: '9999-12-31', combinedServiceIndicator: null },
  })
  const input = { ...beginInput('REDIRECT'), redirect: { uri: 'https://raccord.example', state: 's' } }
  expectKind(await berlinGroup.begin(bank, input), 'done')
  expect(seen[0]?.headers['tpp-redirect-uri']).toBe('https://raccord.example')
  expect(JSON.parse(seen[0]?.body ?? '')).toMatchObject({ validUntil: '9999-12-31' })
  expect(seen[0]?.body).not.toContain('combinedServiceIndicator')
})
