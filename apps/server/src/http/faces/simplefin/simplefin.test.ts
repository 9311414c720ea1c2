import { beforeAll, expect, it } from 'vitest'
import { describeEachDatabase } from '../../../../../../tests/support/databases.ts'
import { type ApiHarness, openApiHarness } from '../../api/testing/api-harness.ts'
import { seedAccount, seedChannel, seedConnection, seedTransaction } from '../../api/testing/seed-bank-data.ts'
import { claimed, SimplefinReader } from '../testing/simplefin-reader.ts'

interface Made {
  id: string
  setup_token: string
}
interface Wire {
  id: string
  amount: number
  date: number
  status: string
  label: string
}

const noon = (day: string): number => Date.parse(`${day}T12:00:00Z`) / 1000

describeEachDatabase('SimpleFIN', (open) => {
  let api: ApiHarness
  let user: { id: string; token: string }
  let accountId: number
  let cardId: number
  let connectionId: number
  let reader: SimplefinReader

  const make = async (body: object = {}, token = user.token): Promise<Made> => {
    const answer = await api.call('POST', '/v2.1/users/me/access_tokens', {
      token,
      body: { kind: 'simplefin', name: 'Budget', ...body },
    })
    expect(answer.status, answer.text).toBe(201)
    return answer.body as Made
  }

  beforeAll(async () => {
    api = await openApiHarness(open)
    user = await api.signUp('household@example.org')
    const userId = Number(user.id)
    connectionId = await seedConnection(api.database, userId, { owner_name: 'C. Durand' })
    await seedChannel(api.database, connectionId, { consent_until: '2026-08-01' })
    const history = { history_at: new Date('2026-03-02T08:00:00Z') }
    accountId = await seedAccount(
      api.database,
      { userId, connectionId },
      { ...history, balance_minor: 183_450, balance_at: new Date('2026-03-09T18:00:00Z') },
    )
    cardId = await seedAccount(
      api.database,
      { userId, connectionId },
      { ...history, type: 'CREDIT_CARD', name: 'Carte', currency: 'JPY', balance_minor: -1200 },
    )
    const add = (change: Parameters<typeof seedTransaction>[2], account = accountId) =>
      seedTransaction(api.database, { userId, accountId: account }, change)
    await add({ label: 'older', date: '2025-12-01', amount_minor: 5 })
    await add({ label: 'on the edge', date: '2026-02-10', amount_minor: -12_345 })
    await add({
      label: 'Librairie',
      date: '2026-03-02',
      transaction_date: '2026-03-01',
      counterparty_name: 'Librairie des Quais',
      remittance: ['CARTE 01/03 <b>LIVRES</b>', 'second\nline'],
      end_to_end_id: 'E2E-1',
      check_number: '77',
    })
    await add({ label: 'speck', date: '2026-03-03', amount_minor: 0, original: '{"exact":"-0.004"}' })
    await add({ label: 'Tram', date: '2026-03-08', amount_minor: -700, status: 'PENDING', counterparty_name: 'Tram' })
    await add({ label: 'to come', date: '2026-04-01', origin: 'UPCOMING' })
    await add({ label: 'withdrawn', date: '2026-03-01', status: 'CANCELLED' })
    await add({ label: 'yen', date: '2026-03-04', amount_minor: -1200, currency: 'JPY' }, cardId)
    for (let day = 1; day <= 28; day += 1)
      for (let nth = 0; nth < 20; nth += 1)
        await add({ label: `many ${day} ${nth}`, date: `2026-01-${String(day).padStart(2, '0')}`, amount_minor: nth })
    reader = await SimplefinReader.claim(api, (await make()).setup_token)
  })

  it('says which versions it speaks, and how to get a token', async () => {
    expect((await api.call('GET', '/simplefin/info')).body).toEqual({ versions: ['1.0', '2.0'] })
    const page = await api.call('GET', '/simplefin/create', { headers: { 'accept-language': 'fr' } })
    expect(page.text).toContain('<html lang="fr">')
    expect(page.headers['content-security-policy']).toContain("default-src 'none'")
  })

  it('gives a token and an address that the strictest reader takes apart', async () => {
    const { setup_token } = await make({ name: 'Strict' })
    expect(setup_token).toMatch(/^[A-Za-z0-9+/]+={0,2}$/)
    expect(setup_token.length % 4).toBe(0)
    const claimUrl = Buffer.from(setup_token, 'base64').toString('utf8')
    expect(claimUrl).toMatch(/^https?:\/\/.+\/simplefin\/claim\/[A-Za-z0-9_-]{43}$/)
    const { text, headers } = await claimed(api, setup_token)
    expect(text).toMatch(/^https:\/\/[\w-]+:[\w-]+@api\.example\/simplefin$/)
    expect(headers['content-type']).toBe('text/plain')
  })

  it('shows every entry as the API does, once, oldest first and pending last', async () => {
    const set = await reader.read('?start-date=0&pending=1')
    const seen = set.accounts.flatMap(({ transactions }) => transactions)
    const wire: Wire[] = []
    for (let page = 1; page < 10; page += 1) {
      const { body } = await api.call('GET', `/v2.1/transactions?limit=500&page=${page}&origin=TRANSACTION`, {
        token: user.token,
      })
      wire.push(...(body as Wire[]).filter(({ status }) => status === 'BOOKED' || status === 'PENDING'))
      if ((body as Wire[]).length < 500) break
    }
    expect(seen).toHaveLength(wire.length)
    expect(wire.length).toBeGreaterThan(560)
    const byId = new Map(seen.map((entry) => [entry.id, entry]))
    for (const one of wire) {
      const entry = byId.get(`tx_${one.id}`)
      expect(Number(entry?.extra['amount'] ?? entry?.amount)).toBe(one.amount)
      expect(entry?.pending).toBe(one.status === 'PENDING')
      // Midnight in Paris of a day is that day's, whatever the season.
      const day = new Date((one.date + 7200) * 1000).toISOString().slice(0, 10)
      expect(entry?.posted).toBe(one.status === 'PENDING' ? 0 : noon(day))
    }
    const order = set.accounts[0]?.transactions.map(({ posted }) => posted || Number.POSITIVE_INFINITY) ?? []
    expect(order).toEqual(order.toSorted((a, b) => a - b))
  })

  it('writes an entry with every field that some reader insists on', async () => {
    const set = await reader.read(`?start-date=${noon('2026-03-01')}&pending=1&account=acc_${accountId}`)
    expect(set.accounts).toHaveLength(1)
    const [book, speck, tram] = set.accounts[0]?.transactions ?? []
    expect(book).toMatchObject({
      posted: noon('2026-03-02'),
      transacted_at: noon('2026-03-01'),
      pending: false,
      amount: '-12.50',
      description: 'Librairie des Quais · CARTE 01/03 ‹b›LIVRES‹/b› second line',
      payee: 'Librairie des Quais',
      memo: 'second line',
      extra: { category: 'Groceries', reference: 'E2E-1', check_number: '77' },
    })
    expect(speck).toMatchObject({ amount: '0.00', extra: { amount: '-0.004' } })
    expect(tram).toMatchObject({ posted: 0, pending: true, transacted_at: noon('2026-03-08'), payee: 'Tram' })
  })

  it('writes accounts with two decimals, whatever the currency', async () => {
    const set = await reader.read('?balances-only=1&version=2')
    expect(
      set.accounts.map(({ id, balance, currency, transactions }) => ({ id, balance, currency, transactions })),
    ).toEqual([
      { id: `acc_${accountId}`, balance: '1834.50', currency: 'EUR', transactions: [] },
      { id: `acc_${cardId}`, balance: '-1200.00', currency: 'JPY', transactions: [] },
    ])
    expect(set.accounts[0]?.org).toEqual({
      id: '12',
      name: 'Crédit Fictif',
      domain: 'bank.example',
      url: 'https://bank.example',
      'sfin-url': 'https://api.example/simplefin',
    })
    expect(set.connections).toEqual([
      {
        conn_id: `con_${connectionId}`,
        name: 'Crédit Fictif (C. Durand)',
        org_id: '12',
        org_name: 'Crédit Fictif',
        org_url: 'https://bank.example',
        sfin_url: 'https://api.example/simplefin',
      },
    ])
  })

  it('cuts windows half open, without overlap and without a gap', async () => {
    const edge = noon('2026-02-10')
    const labels = async (query: string) =>
      (await reader.read(query)).accounts.flatMap(({ transactions }) =>
        transactions.map(({ description }) => description),
      )
    expect(await labels(`?start-date=${edge}&end-date=${edge + 1}`)).toEqual(['on the edge'])
    expect(await labels(`?start-date=${edge - 10}&end-date=${edge}`)).toEqual([])
    expect(await labels(`?start-date=${edge}.5&end-date=${edge + 9}`)).toEqual([])
    expect(await labels(`?start-date=${edge + 5}&end-date=${edge}`)).toEqual([])
    const pieces: string[] = []
    for (let from = noon('2025-11-01'); from < noon('2026-03-12'); from += 44 * 86_400)
      pieces.push(...(await labels(`?start-date=${from}&end-date=${from + 44 * 86_400}`)))
    expect(pieces.toSorted()).toEqual((await labels(`?start-date=${noon('2025-11-01')}`)).toSorted())
    expect(pieces.filter((one) => one.startsWith('many'))).toHaveLength(560)
    expect(new Set(pieces.filter((one) => one.startsWith('many'))).size).toBe(560)
  })

  it('leaves pending ones out unless asked, and serves the last 90 days without a start', async () => {
    const all = (await reader.read()).accounts.flatMap(({ transactions }) => transactions)
    expect(all.some(({ pending }) => pending)).toBe(false)
    expect(all.some(({ description }) => description === 'older')).toBe(false)
    expect(all.length).toBeGreaterThan(560)
  })

  it('takes what is no date for a mistake, and ids of nobody for nothing', async () => {
    for (const bad of ['start-date=yesterday', 'end-date=2026-01-01', 'start-date=1767225600000', 'start-date=1e9']) {
      const answer = await reader.raw(`?${bad}`)
      expect([answer.status, answer.headers['content-type']]).toEqual([400, 'text/plain; charset=utf-8'])
    }
    expect((await reader.read('?account=acc_999999&account=nonsense&start-date=')).accounts).toEqual([])
    expect((await reader.read(`?account=acc_${cardId}&account=acc_${accountId}&unknown=1`)).accounts).toHaveLength(2)
  })

  it('packs the answer where asked', async () => {
    const plain = await reader.raw('?start-date=0')
    const packed = await api.app.inject({
      method: 'GET',
      url: '/simplefin/accounts?start-date=0',
      headers: { authorization: reader.authorization, 'accept-encoding': 'gzip' },
    })
    expect(packed.headers['content-encoding']).toBe('gzip')
    const { gunzipSync } = await import('node:zlib')
    expect(gunzipSync(packed.rawPayload).toString('utf8')).toBe(plain.text)
  })
})
