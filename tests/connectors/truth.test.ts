import { berlinGroup } from '@raccord/connector-berlin-group'
import type {
  BankContext,
  BankTransaction,
  Connector,
  ConnectorState,
  TransactionsAnswer,
} from '@raccord/connector-kit'
import { openBankingUk } from '@raccord/connector-openbanking-uk'
import { stet } from '@raccord/connector-stet'
import { describe, expect, test } from 'vitest'

/** What every driver makes of what banks say and leave out: docs/reference/truth.md. The bank is one function. */
type Said = object | string | { readonly status: number; readonly body: string }

const server = {
  issuer: 'https://bank.example',
  authorization_endpoint: 'https://bank.example/authorize',
  token_endpoint: 'https://bank.example/token',
}
const asked = { accountTypes: ['CHECKINGS', 'CREDIT_CARD'], recurring: true, validUntil: '2030-01-01' }
const oauth = {
  clientId: 'us',
  server: {
    issuer: server.issuer,
    authorizationEndpoint: server.authorization_endpoint,
    tokenEndpoint: server.token_endpoint,
  },
}
const drivers = {
  'Berlin Group': {
    connector: berlinGroup as Connector,
    options: { cardAccounts: false },
    state: {
      v: 1,
      phase: 'granted',
      asked: { mode: 'REDIRECT', ...asked, frequencyPerDay: 4, redirectUri: 'https://us.example', redirectState: 's' },
      psu: {},
      consent: { id: 'c' },
    },
  },
  STET: {
    connector: stet as Connector,
    options: { oauth, owners: 'none' },
    state: { v: 1, asked, server, tokens: { access: 'a' } },
  },
  'Open Banking UK': {
    connector: openBankingUk as Connector,
    options: { oauth },
    state: { v: 1, asked, server, consentId: 'c', tokens: { access: 'a' } },
  },
} as const
type Driver = keyof typeof drivers

function open(driver: Driver, say: (url: string) => Said, more: { options?: object; country?: string } = {}) {
  const { connector, options, state } = drivers[driver]
  const bank: BankContext = {
    providerId: '9',
    options: { baseUrl: 'https://bank.example/api', ...options, ...more.options },
    http: {
      send: async ({ url }) => {
        const said = say(url)
        const body = typeof said === 'string' ? said : 'body' in said ? String(said.body) : JSON.stringify(said)
        const status = typeof said === 'object' && 'body' in said && 'status' in said ? Number(said.status) : 200
        return { kind: 'answer', status, headers: { 'content-type': 'application/json' }, body }
      },
    },
    now: () => new Date('2026-07-02T10:00:00Z'),
    locale: 'en',
    log: () => {},
    ...(more.country ? { country: more.country } : {}),
  }
  const stored = state as unknown as ConnectorState
  return {
    accounts: () => connector.accounts(bank, stored),
    transactions: async (account: object = {}) => {
      const handle = { bankId: 'a1', resource: 'account', currency: 'EUR', ...account } as const
      const answers: TransactionsAnswer[] = []
      for await (const one of connector.transactions(bank, stored, handle, {})) answers.push(one)
      return answers
    },
  }
}

const page: { [driver in Driver]: (...entries: object[]) => object } = {
  'Berlin Group': (...booked) => ({ transactions: { booked } }),
  STET: (...transactions) => ({ transactions }),
  'Open Banking UK': (...Transaction) => ({ Data: { Transaction }, Links: {}, Meta: {} }),
}

async function entriesOf(driver: Driver, said: object, more: Parameters<typeof open>[2] = {}, account: object = {}) {
  const answers = await open(driver, () => said, more).transactions(account)
  return answers.flatMap((one): readonly BankTransaction[] => {
    if (one.kind === 'failed') throw new Error(one.detail)
    return one.transactions
  })
}

describe.each(Object.keys(drivers) as Driver[])('%s: an answer that is none', (driver) => {
  test.each([
    ['an empty object', '{}'],
    ['a bare list', '[]'],
    ['null', 'null'],
    ['nothing', ''],
    ['lists that are null', '{"accounts":null,"transactions":null,"Data":{"Account":null,"Transaction":null}}'],
    [
      'lists that are words',
      '{"accounts":"none","transactions":"none","Data":{"Account":"none","Transaction":"none"}}',
    ],
    ['parts without lists', '{"transactions":{},"Data":{}}'],
    ['an error', '{"error":"server_error","message":"no"}'],
  ])('%s is no list of accounts and no report', async (_what, body) => {
    const bank = open(driver, () => body)
    expect(await bank.accounts()).toMatchObject({ kind: 'failed' })
    expect((await bank.transactions()).at(-1)).toMatchObject({ kind: 'failed' })
  })

  test('an empty list is one, and so is a list that an option lets be absent', async () => {
    expect(await entriesOf(driver, page[driver]())).toEqual([])
    const absent = { transactions: {}, Data: {} }
    const said = driver === 'STET' ? { _links: {} } : absent
    expect(await entriesOf(driver, said, { options: { absentListIsEmpty: true } })).toEqual([])
  })
})

test.each([
  ['Berlin Group', { tppMessages: [{ category: 'ERROR', code: 'CONSENT_EXPIRED' }] }, 'consent_expired'],
  ['Berlin Group', { tppMessages: [{ category: 'ERROR', code: 'ACCESS_EXCEEDED' }] }, 'bank_limit_reached'],
  ['STET', { status: 429, error: 'Too many requests' }, 'bank_limit_reached'],
  ['STET', { status: 401, error: 'unauthorized' }, 'consent_expired'],
  ['Open Banking UK', { Code: '400', Errors: [{ ErrorCode: 'UK.OBIE.Reauthenticate' }] }, 'consent_expired'],
] as const)('%s: the error inside a 200 is the error: %j', async (driver, said, reason) => {
  const bank = open(driver, () => said)
  expect(await bank.accounts()).toMatchObject({ kind: 'failed', reason })
  expect((await bank.transactions()).at(-1)).toMatchObject({ kind: 'failed', reason })
})

const bg = (more: object) => ({
  transactionAmount: { amount: '-1.00', currency: 'EUR' },
  bookingDate: '2026-06-30',
  ...more,
})

test('instants are days of the bank’s zone, by its country or its option', async () => {
  const uk = {
    Amount: { Amount: '1.00', Currency: 'GBP' },
    CreditDebitIndicator: 'Debit',
    Status: 'Booked',
    BookingDateTime: '2026-06-30T23:30:00Z',
  }
  const said = page['Open Banking UK'](uk, { ...uk, BookingDateTime: '2026-07-01T00:30:00+01:00' })
  const days = (await entriesOf('Open Banking UK', said)).map(({ bookingDate }) => bookingDate)
  expect(days).toEqual(['2026-07-01', '2026-07-01'])
  const german = page['Berlin Group'](bg({ bookingDate: '2026-06-30T22:30:00Z' }))
  expect(await entriesOf('Berlin Group', german, { country: 'DE' })).toMatchObject([{ bookingDate: '2026-07-01' }])
  expect(await entriesOf('Berlin Group', german, { country: 'PT' })).toMatchObject([{ bookingDate: '2026-06-30' }])
  expect(
    await entriesOf('Berlin Group', german, { country: 'PT', options: { timeZone: 'Europe/Helsinki' } }),
  ).toMatchObject([{ bookingDate: '2026-07-01' }])
})

test('unsigned amounts have the direction of their parties, where the option says so', async () => {
  const own = 'FR7630006000011234567890189'
  const other = { iban: 'DE89370400440532013000' }
  const unsigned = { transactionAmount: { amount: '7.00', currency: 'EUR' } }
  const said = page['Berlin Group'](
    bg({
      ...unsigned,
      debtorAccount: { iban: 'FR76 3000 6000 0112 3456 7890 189' },
      creditorAccount: other,
      creditorName: 'Shop',
    }),
    bg({ ...unsigned, debtorAccount: other, creditorAccount: { iban: own }, debtorName: 'Boss' }),
    bg({ ...unsigned, debtorAccount: { iban: own } }),
    bg({ ...unsigned, creditorAccount: other }),
  )
  const minors = async (options: object) =>
    (await entriesOf('Berlin Group', said, { options }, { iban: own })).map(({ amount, counterpartyName }) => [
      amount.minor,
      counterpartyName,
    ])
  expect(await minors({ directionByParty: true })).toEqual([
    [-700, 'Shop'],
    [700, 'Boss'],
    [-700, undefined],
    [700, undefined],
  ])
  expect((await minors({})).map(([minor]) => minor)).toEqual([700, 700, 700, 700])
})

test('what was declined is rejected, what is told for information is that', async () => {
  const stetEntry = (status: string) => ({
    transactionAmount: { amount: '1', currency: 'EUR' },
    creditDebitIndicator: 'DBIT',
    status,
  })
  expect(await entriesOf('STET', page.STET(stetEntry('RJCT'), stetEntry('INFO')))).toMatchObject([
    { status: 'REJECTED' },
    { status: 'OTHER', informative: true },
  ])
  const uk = { Amount: { Amount: '1', Currency: 'GBP' }, CreditDebitIndicator: 'Debit', Status: 'Rejected' }
  expect(await entriesOf('Open Banking UK', page['Open Banking UK'](uk))).toMatchObject([{ status: 'REJECTED' }])
})

test('a refund that names only the other side keeps the name', async () => {
  const refund = bg({ transactionAmount: { amount: '9.90', currency: 'EUR' }, creditorName: 'Shop &amp; Co' })
  const [entry] = await entriesOf('Berlin Group', page['Berlin Group'](refund))
  expect(entry?.ownSideName).toBe('Shop &amp; Co')
  expect(entry?.counterpartyName).toBeUndefined()
})

test('whole card numbers are masked by every driver', async () => {
  const pan = '4111111111111111'
  const said: { [driver in Driver]: object } = {
    'Berlin Group': { accounts: [{ resourceId: 'a', maskedPan: pan, currency: 'EUR', balances: [] }] },
    STET: {
      accounts: [
        { resourceId: 'a', cashAccountType: 'CARD', accountId: { other: { identification: pan, schemeName: 'CPAN' } } },
      ],
    },
    'Open Banking UK': {
      Data: {
        Account: [
          {
            AccountId: 'a',
            AccountSubType: 'CreditCard',
            Account: [{ SchemeName: 'UK.OBIE.PAN', Identification: pan }],
          },
        ],
      },
    },
  }
  for (const driver of Object.keys(said) as Driver[]) {
    const empty = { balances: [], Data: { Balance: [] } }
    const listed = await open(driver, (url) => (url.includes('balances') ? empty : said[driver])).accounts()
    if (listed.kind === 'failed') throw new Error(`${driver}: ${listed.detail}`)
    expect(listed.accounts, driver).toMatchObject([{ maskedPan: '411111XXXXXX1111', number: '411111XXXXXX1111' }])
  }
})

test('a currency that is left open is the balance’s; several currencies under one IBAN are several accounts', async () => {
  const iban = 'FR7630006000011234567890189'
  const balance = (currency: string) => [{ balanceType: 'closingBooked', balanceAmount: { amount: '5', currency } }]
  const read = async (driver: Driver, said: object) => {
    const listed = await open(driver, () => said).accounts()
    if (listed.kind === 'failed') throw new Error(listed.detail)
    return listed.accounts.map(({ currency }) => currency)
  }
  expect(
    await read('Berlin Group', { accounts: [{ resourceId: 'a', currency: 'XXX', balances: balance('USD') }] }),
  ).toEqual(['USD'])
  expect(await read('Berlin Group', { accounts: [{ resourceId: 'a', balances: balance('CHF') }] })).toEqual(['CHF'])
  const three = ['EUR', 'USD', 'GBP']
  const bare = three.map((currency) => ({ iban, currency, balances: balance(currency) }))
  expect(await read('Berlin Group', { accounts: bare })).toEqual(three)
  const stetBare = three.map((currency) => ({
    accountId: { iban, currency },
    balances: balance(currency),
    _links: { balances: { href: '/b' }, transactions: { href: '/t' } },
  }))
  expect(await read('STET', { accounts: stetBare })).toEqual(three)
})

test('an account that nobody can ask for is told', async () => {
  const listed = await open('Berlin Group', () => ({ accounts: [{ name: 'without an id', balances: [] }] })).accounts()
  expect(listed).toMatchObject({ kind: 'accounts', accounts: [], skipped: ['account_without_id'] })
})
