import { beforeAll, expect, it } from 'vitest'
import { describeEachDatabase } from '../../../../../../tests/support/databases.ts'
import { type ApiHarness, openApiHarness } from '../../api/testing/api-harness.ts'
import { seedAccount, seedChannel, seedConnection, seedTransaction } from '../../api/testing/seed-bank-data.ts'

interface Entry {
  readonly id: string
  readonly accountId: number
  readonly amount: number
  readonly currency: string
  readonly date: string
  readonly merchant: string
  readonly description: string
  readonly isPending: boolean
}

describeEachDatabase('Lunch Flow', (open) => {
  let api: ApiHarness
  let user: { id: string; token: string }
  let accountId: number
  let cardId: number

  const make = async (body: object = {}) => {
    const asked = { kind: 'lunchflow', name: 'Firefly', ...body }
    const made = await api.call('POST', '/v2.1/users/me/access_tokens', { token: user.token, body: asked })
    expect(made.status, made.text).toBe(201)
    return made.body as { readonly id: string; readonly api_url: string; readonly api_key: string }
  }
  /** As the importer does: base, a slash, the path; the key in a header; no query. */
  const get = async (key: string, path: string, base = '/lunchflow/v1/') => {
    const answer = await api.call('GET', `${base}/${path}`, {
      headers: { 'x-api-key': key, accept: 'application/json' },
    })
    return { status: answer.status, body: answer.body as never }
  }
  const entries = async (key: string, account: number, query = '') =>
    ((await get(key, `accounts/${account}/transactions${query}`)).body as { transactions: Entry[] }).transactions

  beforeAll(async () => {
    api = await openApiHarness(open)
    user = await api.signUp('lunch@example.org')
    const userId = Number(user.id)
    const connectionId = await seedConnection(api.database, userId, {})
    await seedChannel(api.database, connectionId, {})
    accountId = await seedAccount(api.database, { userId, connectionId }, { balance_minor: 183_450 })
    cardId = await seedAccount(
      api.database,
      { userId, connectionId },
      { type: 'CREDIT_CARD', name: 'Carte', currency: 'JPY' },
    )
    const add = (change: Parameters<typeof seedTransaction>[2], account = accountId) =>
      seedTransaction(api.database, { userId, accountId: account }, change)
    await add({ label: 'too old', date: '2023-01-01' })
    await add({
      label: 'Librairie',
      date: '2026-03-02',
      amount_minor: -12_345,
      counterparty_name: 'Librairie des Quais',
      remittance: ['LIVRES'],
    })
    await add({ label: 'Salaire', date: '2026-03-03', amount_minor: 248_015 })
    await add({ label: 'Tram', date: '2026-03-08', amount_minor: -700, status: 'PENDING' })
    await add({ label: 'yen', date: '2026-03-04', amount_minor: -1200, currency: 'JPY' }, cardId)
    for (let nth = 0; nth < 520; nth += 1)
      await add({ label: `many ${nth}`, date: '2026-01-05', amount_minor: -nth - 1 })
  })

  it('is read record by record as the API tells it, with types that a strict reader insists on', async () => {
    const { api_key: key, api_url: url } = await make()
    expect(url).toMatch(/\/lunchflow\/v1$/)
    const { body } = await get(key, 'accounts')
    const { accounts, total } = body as { accounts: Record<string, unknown>[]; total: number }
    expect(total).toBe(2)
    for (const account of accounts) {
      expect(Number.isInteger(account['id'])).toBe(true)
      for (const name of ['name', 'institution_name', 'institution_logo', 'provider', 'currency'])
        expect(typeof account[name], name).toBe('string')
    }
    const { body: told } = await api.call('GET', `/v2.1/transactions?account_id=${accountId}&limit=500`, {
      token: user.token,
    })
    expect((told as unknown[]).length).toBeGreaterThan(400)
    const theirs = await entries(key, accountId)
    expect(theirs).toHaveLength(522)
    expect(theirs.find(({ merchant }) => merchant === 'Librairie des Quais')).toMatchObject({
      ...{ accountId, amount: -123.45, currency: 'EUR', date: '2026-03-02', description: 'LIVRES', isPending: false },
    })
    const own = (told as { id: string; amount: number; status: string }[]).filter(({ status }) => status === 'BOOKED')
    for (const { id, amount } of own) {
      const same = theirs.find((one) => one.id === `tx_${id}`)
      if (same) expect(same.amount).toBe(amount)
    }
    expect(
      theirs.every(({ id, merchant, description }) => /^tx_\d+$/.test(id) && merchant !== '' && description !== ''),
    ).toBe(true)
    expect((await entries(key, cardId))[0]).toMatchObject({ amount: -1200, currency: 'JPY' })
  })

  it('narrows by days under either name, and shows what is pending where it is asked for', async () => {
    const { api_key: key } = await make()
    const few = await entries(key, accountId, '?start_date=2026-03-01&end_date=2026-03-02')
    expect(few.map(({ description }) => description)).toEqual(['LIVRES'])
    expect(await entries(key, accountId, '?from=2026-03-01&to=2026-03-02')).toEqual(few)
    const pending = await entries(key, accountId, '?from=2026-03-05&include_pending=true')
    expect(pending).toMatchObject([{ amount: -7, isPending: true }])
    expect((await get(key, `accounts/${accountId}/transactions?from=yesterday`)).status).toBe(400)
    expect((await get(key, `accounts/${accountId}/balance`)).body).toEqual({
      balance: { amount: 1834.5, currency: 'EUR' },
    })
    expect((await get(key, `accounts/${accountId}/holdings`)).status).toBe(501)
    expect((await get(key, 'accounts', '/lunchflow/v1')).status).toBe(200)
  })

  it('shows what the token shows and no more, and nothing once it is revoked', async () => {
    const made = await make({ account_ids: [String(accountId)], start_date: Date.parse('2026-03-02T23:00:00Z') / 1000 })
    const { accounts } = (await get(made.api_key, 'accounts')).body as { accounts: { id: number }[] }
    expect(accounts.map(({ id }) => id)).toEqual([accountId])
    expect((await entries(made.api_key, accountId)).map(({ description }) => description)).toEqual(['Salaire'])
    expect((await get(made.api_key, `accounts/${cardId}/transactions`)).status).toBe(404)
    const simplefin = await api.call('POST', '/v2.1/users/me/access_tokens', {
      token: user.token,
      body: { kind: 'export', name: 'x' },
    })
    const [link = ''] = Object.values((simplefin.body as { links: Record<string, string> }).links)
    const foreign = /exports\/([^.]+)\./.exec(link)?.[1] ?? ''
    expect((await get(foreign, 'accounts')).status).toBe(401)
    const used = await api.call('GET', '/v2.1/users/me/access_tokens', { token: user.token })
    const list = (Array.isArray(used.body) ? used.body : []) as { id: string; last_use_date?: number }[]
    expect(list.find(({ id }) => id === made.id)?.last_use_date).toBeDefined()
    await api.call('DELETE', `/v2.1/users/me/access_tokens/${made.id}`, { token: user.token })
    expect((await get(made.api_key, 'accounts')).status).toBe(401)
  })
})
