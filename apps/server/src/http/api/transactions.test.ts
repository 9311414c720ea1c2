import { beforeAll, describe, expect, it } from 'vitest'
import { describeEachDatabase } from '../../../../../tests/support/databases.ts'
import { type ApiHarness, openApiHarness } from './testing/api-harness.ts'
import { seedAccount, seedConnection, seedTransaction } from './testing/seed-bank-data.ts'

const seconds = (instant: string): number => Date.parse(instant) / 1000
interface Listed {
  id: string
  label: string
}

describeEachDatabase('GET /v2.1/transactions', (open) => {
  let api: ApiHarness
  let user: { id: string; token: string }
  let accountId: number
  let full: number
  const get = (url: string, token = user.token) => api.call('GET', url, { token })
  const labels = async (query: string): Promise<string[]> => {
    const answer = await get(`/v2.1/transactions?${query}`)
    expect(answer.status, JSON.stringify(answer.body)).toBe(200)
    return (answer.body as Listed[]).map((transaction) => transaction.label)
  }

  beforeAll(async () => {
    api = await openApiHarness(open)
    user = await api.signUp('reader@example.org')
    const userId = Number(user.id)
    const connectionId = await seedConnection(api.database, userId)
    accountId = await seedAccount(api.database, { userId, connectionId })
    const savings = await seedAccount(api.database, { userId, connectionId }, { type: 'SAVINGS' })
    const hidden = await seedAccount(api.database, { userId, connectionId }, { shared: false })
    const first = { imported_at: new Date('2026-03-03T06:00:00.123Z') }
    const add = (label: string, change: Parameters<typeof seedTransaction>[2], account = accountId) =>
      seedTransaction(api.database, { userId, accountId: account }, { label, ...change })
    full = await add('full', {
      ...first,
      remittance: ['VIR INST DE', 'C DURAND'],
      counterparty_name: 'C. Durand',
      date: '2026-03-29',
      booking_date: '2026-03-30',
      value_date: '2026-03-28',
      transaction_date: '2026-10-25',
      updated_at: new Date('2026-03-04T00:00:00Z'),
      check_number: '0012',
      bank_id: 'never shown',
      counterparty_iban: 'FR7630006000011234567890189',
    })
    await add('one', { ...first, amount_minor: 10_050, category_id: 'SALARY', remittance: ['one'], date: '2026-03-01' })
    await add('two', { ...first, amount_minor: -99, status: 'PENDING', origin: 'UPCOMING', date: '2026-03-02' })
    await add('later', { imported_at: new Date('2026-03-05T00:00:00Z'), date: '2026-03-04' }, savings)
    await add('yen', { imported_at: new Date('2026-03-06T00:00:00Z'), currency: 'JPY', amount_minor: 1500 })
    await add('not shared', first, hidden)
  })

  it('shows one as the wire says', async () => {
    const { body } = await get(`/v2.1/transactions/${full}`)
    expect(body).toEqual({
      id: String(full),
      account_id: String(accountId),
      amount: -12.5,
      currency: 'EUR',
      type: 'POINT_OF_SALE',
      origin: 'TRANSACTION',
      category_id: 'SUPERMARKET',
      category: {
        id: 'SUPERMARKET',
        label: 'Groceries',
        type: 'EXPENSE',
        parent: { id: 'DAILY_LIFE', label: 'Daily life' },
      },
      label: 'full',
      source: { label: 'C. Durand' },
      notes: 'VIR INST DE\nC DURAND',
      date: seconds('2026-03-28T23:00:00Z'),
      import_date: seconds('2026-03-03T06:00:00Z'),
      booking_date: seconds('2026-03-29T22:00:00Z'),
      value_date: seconds('2026-03-27T23:00:00Z'),
      transaction_date: seconds('2026-10-24T22:00:00Z'),
      last_update_date: seconds('2026-03-04T00:00:00Z'),
      status: 'BOOKED',
      remittance_information: ['VIR INST DE', 'C DURAND'],
      check_number: '0012',
    })
  })

  it('leaves notes out where the only line is the label, and absent values altogether', async () => {
    const one = ((await get('/v2.1/transactions?category_id=salary')).body as Listed[])[0]
    expect(one).toMatchObject({ label: 'one', remittance_information: ['one'] })
    for (const name of ['notes', 'source', 'booking_date', 'check_number']) expect(one).not.toHaveProperty(name)
  })

  const march = (day: number): number => seconds(`2026-03-0${day}T00:00:00+01:00`)
  it.each([
    ['', ['two', 'one', 'full', 'later', 'yen']],
    ['page=2', []],
    ['page=1000000&limit=500', []],
    ['limit=2', ['two', 'one']],
    ['limit=2&page=2', ['full', 'later']],
    ['limit=2&page=3', ['yen']],
    [`start_date=${march(2)}&end_date=${march(4)}`, ['two', 'later', 'yen']],
    [`start_date=${march(2) + 1}&end_date=${march(4) - 1}`, []],
    [`end_date=${march(1)}`, ['one']],
    [`start_import_date=${seconds('2026-03-05T00:00:00Z')}`, ['later', 'yen']],
    ['amount=100.5', ['one']],
    ['amount=-12.50', ['full', 'later']],
    ['amount=1500', ['yen']],
    ['min_amount=100.51', ['yen']],
    ['min_amount=-0.99&max_amount=100.50', ['two', 'one']],
    ['max_amount=-0.995', ['full', 'later']],
    ['account_type=SAVINGS', ['later']],
    ['account_type=LOAN', []],
    ['category_id=SALARY,NONSENSE', ['one']],
    ['origin=UPCOMING', ['two']],
    ['included_statuses=PENDING,OTHER', ['two']],
    ['excluded_statuses=booked', ['two']],
    ['account_id=1', []],
  ])('lists by %s', async (query, expected) => {
    expect(await labels(query)).toEqual(expected)
  })

  it.each([
    ['page=0', 'page'],
    ['page=-1', 'page'],
    ['page=1.5', 'page'],
    ['page=99999999999999999999', 'page'],
    ['limit=0', 'limit'],
    ['limit=501', 'limit'],
    ['limit=', 'limit'],
    ['limit=5&limit=6', 'limit'],
    ['start_date=yesterday', 'start_date'],
    ['end_date=1767225600000', 'end_date'],
    ['amount=1e3', 'amount'],
    ['amount=1,5', 'amount'],
    ['min_amount=NaN', 'min_amount'],
    ['max_amount=1000000000000000000', 'max_amount'],
    ['account_type=WALLET', 'account_type'],
    ['included_statuses=BOOKED,', 'included_statuses'],
    ['excluded_statuses=a%00b', 'excluded_statuses'],
    ['origin=x', 'origin'],
    ['category_id=%00', 'category_id'],
    ['account_id=abc', 'account_id'],
    ['account_id=99999999999999999', 'account_id'],
    ['cursor=nonsense', 'cursor'],
    [`cursor=${Buffer.from('v1:999999999999999:1').toString('base64url')}`, 'cursor'],
    ['cursor=%00', 'cursor'],
  ])('names the field of %s', async (query, field) => {
    const answer = await get(`/v2.1/transactions?${query}`)
    expect(answer).toMatchObject({ status: 400, body: { error: 'invalid_request' } })
    expect((answer.body as { error_description: string }).error_description).toMatch(
      new RegExp(`^${field}: must|^cursor: `),
    )
  })

  describe('by cursor', () => {
    it('walks through everything once, in order, through equal import dates and with its filters', async () => {
      const walked: string[] = []
      let url = '/v2.1/transactions?limit=2&max_amount=5000&page=1&client=own'
      for (let pages = 0; pages < 10 && url !== ''; pages += 1) {
        const answer = await get(url)
        walked.push(...(answer.body as Listed[]).map((transaction) => transaction.label))
        const link = String(answer.headers['link'] ?? '')
        url = /^<https:\/\/api\.example(.*)>; rel="next"$/.exec(link)?.[1] ?? ''
        if (url !== '') expect(url).toMatch(/limit=2&max_amount=5000&client=own&cursor=/)
      }
      expect(walked).toEqual(['two', 'one', 'full', 'later', 'yen'])
    })

    it('goes on where it was though rows came in meanwhile', async () => {
      const other = await api.signUp('walker@example.org')
      const userId = Number(other.id)
      const connectionId = await seedConnection(api.database, userId)
      const account = await seedAccount(api.database, { userId, connectionId })
      const add = (day: number) =>
        seedTransaction(
          api.database,
          { userId, accountId: account },
          { label: `day ${day}`, imported_at: new Date(Date.UTC(2026, 2, day)) },
        )
      for (const day of [1, 2, 3]) await add(day)
      const first = await get('/v2.1/transactions?limit=2', other.token)
      await add(9)
      const next = /<https:\/\/api\.example(.*)>/.exec(String(first.headers['link']))?.[1] ?? ''
      const second = await get(next, other.token)
      expect((second.body as Listed[]).map((row) => row.label)).toEqual(['day 3', 'day 9'])
      expect(second.headers['link']).toBeUndefined()
      // A stranger's cursor shows nothing of the stranger's.
      expect(((await get(next)).body as Listed[]).every((row) => !row.label.startsWith('day'))).toBe(true)
    })
  })

  it('is not there for a stranger, for ids that are none, nor where the account is not shared', async () => {
    const stranger = await api.signUp('stranger@example.org')
    expect((await get(`/v2.1/transactions/${full}`, stranger.token)).status).toBe(404)
    expect((await get('/v2.1/transactions', stranger.token)).body).toEqual([])
    for (const id of ['0', '-1', 'x', '9007199254740993', '99999999999999999999', '%00']) {
      expect((await get(`/v2.1/transactions/${id}`)).status, id).toBe(404)
    }
  })

  it('lists categories in the caller’s language', async () => {
    const answer = await api.call('GET', '/v2.1/categories', {
      token: user.token,
      headers: { 'accept-language': 'it-IT' },
    })
    const food = (answer.body as { id: string }[]).find((category) => category.id === 'SUPERMARKET')
    expect(food).toEqual({
      id: 'SUPERMARKET',
      label: 'Spesa',
      type: 'EXPENSE',
      parent: { id: 'DAILY_LIFE', label: 'Vita quotidiana' },
    })
  })
})
