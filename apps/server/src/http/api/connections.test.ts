import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { describeEachDatabase } from '../../../../../tests/support/databases.ts'
import { nextSync, turnOf } from '../../sync/next-sync.ts'
import { type ApiHarness, openApiHarness, sameDatabase } from './testing/api-harness.ts'
import { seedAccount, seedChannel, seedConnection } from './testing/seed-bank-data.ts'

const seconds = (instant: string): number => Date.parse(instant) / 1000

describeEachDatabase('connections, accounts, providers', (open) => {
  let api: ApiHarness
  let user: { id: string; token: string }
  let stranger: { id: string; token: string }
  beforeAll(async () => {
    api = await openApiHarness(open)
  })
  beforeEach(async () => {
    user = await api.signUp(`u${Math.random()}@example.org`)
    stranger = await api.signUp(`s${Math.random()}@example.org`)
  })
  const get = (url: string, token = user.token) => api.call('GET', url, { token })

  it('shows a connection with both channels, though one was never used', async () => {
    const id = await seedConnection(api.database, Number(user.id), { owner_name: 'Camille Durand' })
    await seedChannel(api.database, id, {
      consent_until: '2026-08-31',
      frequency_per_day: 4,
      last_success_at: new Date('2026-03-09T05:00:00Z'),
      last_end_at: new Date('2026-03-09T05:00:01Z'),
      next_sync_at: new Date('2026-03-10T11:00:00Z'),
      sealed_state: Buffer.from('never shown'),
    })
    await seedAccount(api.database, { userId: Number(user.id), connectionId: id })
    await seedAccount(api.database, { userId: Number(user.id), connectionId: id }, { shared: false })
    await seedCalls(id, ['2026-03-09T09:00:00Z', '2026-03-10T01:00:00Z'])

    const expected = {
      id: String(id),
      provider_id: '12',
      user_id: user.id,
      name: 'Crédit Fictif',
      status: 'SUCCESS',
      creation_date: seconds('2026-03-01T08:00:00Z'),
      auto_sync: true,
      consent_per_account: false,
      logo_url: 'https://api.example/logos/12.svg',
      owner: { name: 'Camille Durand' },
      channels: [
        {
          channel_definition_id: '1201',
          mode: 'REDIRECT',
          status: 'SUCCESS',
          expires: seconds('2026-08-31T21:59:59Z'),
          last_success_date: seconds('2026-03-09T05:00:00Z'),
          last_end_date: seconds('2026-03-09T05:00:01Z'),
          next_sync_date: seconds('2026-03-10T11:00:00Z'),
          renewable_since: seconds('2026-07-31T22:00:00Z'),
          renew_by: seconds('2026-08-31T21:59:59Z'),
          credentials: [],
          account_types: ['CHECKINGS', 'CREDIT_CARD'],
          eligible_accounts: true,
          eligible_account_count: 2,
          channel_definition_unavailable: false,
          // Not the one of more than a day ago.
          quota: { limit: 4, used: 1, resets_at: seconds('2026-03-11T01:00:00Z') },
        },
        {
          channel_definition_id: '1200',
          mode: 'EMBEDDED',
          status: 'EMPTY',
          account_types: ['CHECKINGS', 'SAVINGS', 'LOAN', 'CREDIT_CARD'],
          eligible_accounts: false,
          eligible_account_count: 0,
          channel_definition_unavailable: false,
        },
      ],
    }
    expect((await get('/v2.1/connections')).body).toEqual([expected])
    expect((await get(`/v2.1/connections/${id}`)).body).toEqual(expected)
  })

  it('names the stored credentials, never their values, in the caller’s language', async () => {
    const id = await seedConnection(api.database, Number(user.id))
    await seedChannel(api.database, id, { definition_id: '1200', sealed_credentials: Buffer.from('sealed') })
    const answer = await api.call('GET', `/v2.1/connections/${id}`, {
      token: user.token,
      headers: { 'accept-language': 'pt, fr-CA;q=0.8, en;q=0.5' },
    })
    const body = answer.body as { channels: { channel_definition_id: string; credentials?: unknown }[] }
    expect(body.channels.find((one) => one.channel_definition_id === '1200')?.credentials).toEqual([
      { id: 'login', label: 'Identifiant', secret: false },
    ])
    expect(answer.text).not.toContain('sealed')
    // By weight, not by place: the same answer as the widget's pages give.
    const weighed = await api.call('GET', `/v2.1/connections/${id}`, {
      token: user.token,
      headers: { 'accept-language': 'fr;q=0.1, it;q=0, en' },
    })
    expect(weighed.text).not.toContain('Identifiant')
  })

  it('keeps a connection readable whose bank left the catalogue', async () => {
    const id = await seedConnection(api.database, Number(user.id), { provider_id: '99' })
    await seedChannel(api.database, id, { definition_id: '9901' })
    const { body } = await get(`/v2.1/connections/${id}`)
    expect(body).toMatchObject({
      logo_url: 'https://api.example/logos/99.svg',
      channels: [{ channel_definition_id: '9901', mode: 'REDIRECT', channel_definition_unavailable: true }],
    })
  })

  it('changes auto_sync, of one’s own only', async () => {
    const id = await seedConnection(api.database, Number(user.id))
    const put = (token: string) => api.call('PUT', `/v2.1/connections/${id}`, { token, body: { auto_sync: false } })
    expect((await put(stranger.token)).status).toBe(404)
    expect((await get(`/v2.1/connections/${id}`)).body).toMatchObject({ auto_sync: true })
    expect((await put(user.token)).body).toMatchObject({ id: String(id), auto_sync: false })
    const wrong = await api.call('PUT', `/v2.1/connections/${id}`, { token: user.token, body: { auto_sync: 'no' } })
    expect(wrong.body).toMatchObject({ error_description: 'auto_sync: must be true or false.' })
  })

  it('plans the next readings when auto_sync is switched on, and none when it is off', async () => {
    const id = await seedConnection(api.database, Number(user.id))
    const state = { sealed_state: Buffer.from('x'), last_end_at: new Date(api.clock.now().getTime() - 3_600_000) }
    await seedChannel(api.database, id, { ...state, next_sync_at: new Date('2026-03-12T00:00:00Z') })
    await seedChannel(api.database, id, { ...state, definition_id: '1200', status: 'AUTH_FAILED' })
    const put = async (auto_sync: boolean) => {
      const answer = await api.call('PUT', `/v2.1/connections/${id}`, { token: user.token, body: { auto_sync } })
      return (answer.body as { channels: { next_sync_date?: number }[] }).channels.map(
        (channel) => channel.next_sync_date,
      )
    }
    expect(await put(false)).toEqual([undefined, undefined])
    // Twice a day, at the connection's own times; not the channel that waits for a new password.
    const schedule = { autoSync: true, recurring: true, failures: 0, turn: turnOf(id) }
    const expected = Math.floor(Number(nextSync(schedule, state.last_end_at)) / 1000)
    expect(expected).toBeGreaterThan(state.last_end_at.getTime() / 1000 + 6 * 3600 - 1)
    expect(await put(true)).toEqual([expected, undefined])
    expect(await put(true)).toEqual([expected, undefined])
  })

  it('orders synchronisations, with the person only where the client says so', async () => {
    const id = await seedConnection(api.database, Number(user.id))
    api.syncs.length = 0
    const sync = `/v2.1/connections/${id}/sync`
    const psu = { psu_ip_address: '2001:db8::1', psu_user_agent: 'Firefox' }
    expect((await api.call('POST', sync, { token: user.token })).status).toBe(204)
    const listing = await api.call('POST', sync, { token: user.token, body: { type: 'LIST_ACCOUNTS', ...psu } })
    expect(listing.status).toBe(204)
    const all = await api.call('POST', '/v2.1/connections/sync', { token: user.token, form: psu })
    expect([all.status, all.body]).toEqual([200, [`https://api.example/v2.1/connections/${id}`]])
    const order = { userId: Number(user.id), connectionId: id }
    const person = { ipAddress: '2001:db8::1', userAgent: 'Firefox' }
    expect(api.syncs).toEqual([
      { ...order, kind: 'ALL' },
      { ...order, kind: 'LIST_ACCOUNTS', psu: person },
      { ...order, kind: 'ALL', psu: person },
    ])
    const bad = await api.call('POST', sync, { token: user.token, body: { psu_ip_address: '300.1.1.1' } })
    expect(bad.body).toMatchObject({ error_description: 'psu_ip_address: must be an IPv4 or IPv6 address.' })
  })

  it('tells a run that is under way from a connection that is not there', async () => {
    for (const [answer, status, error] of [
      ['running', 409, 'sync_running'],
      ['not_found', 404, 'not_found'],
    ] as const) {
      const other = await openApiHarness(sameDatabase(api), { requestSync: async () => answer })
      const { token } = await other.signUp(`a${Math.random()}@example.org`)
      expect(await other.call('POST', '/v2.1/connections/5/sync', { token })).toMatchObject({ status, body: { error } })
    }
  })

  it('deletes connections and accounts through the removals that revoke at the bank', async () => {
    api.removals.length = 0
    expect((await api.call('DELETE', '/v2.1/connections/77', { token: user.token })).status).toBe(204)
    expect((await api.call('DELETE', '/v2.1/accounts/78', { token: user.token })).status).toBe(204)
    expect(api.removals).toEqual([
      { userId: Number(user.id), connectionId: 77, origin: 'api' },
      { userId: Number(user.id), accountId: 78, origin: 'api' },
    ])
    const none = async () => 'not_found' as const
    const other = await openApiHarness(sameDatabase(api), { removals: { user: none, connection: none, account: none } })
    const { token } = await other.signUp(`a${Math.random()}@example.org`)
    for (const url of ['/v2.1/connections/1', '/v2.1/accounts/1', '/v2.1/users/me']) {
      expect((await other.call('DELETE', url, { token })).status).toBe(404)
    }
  })

  describe('accounts', () => {
    let connectionId: number
    let ids: number[]
    beforeEach(async () => {
      const userId = Number(user.id)
      connectionId = await seedConnection(api.database, userId)
      const second = await seedConnection(api.database, userId)
      const owner = { userId, connectionId }
      ids = [
        await seedAccount(api.database, owner, {
          name: 'Zulu 100%',
          history_at: new Date('2026-03-02T08:00:00Z'),
          history_from: '2024-07-01',
          iban: 'FR7630006000011234567890189',
          balance_minor: -5026,
          balance_at: new Date('2026-03-09T23:00:00Z'),
          owner_name: 'C. Durand',
        }),
        await seedAccount(api.database, owner, {
          name: 'Livret A',
          type: 'SAVINGS',
          definition_id: '1200',
          balance_minor: 100_000,
          details: JSON.stringify({ rate: 2.4 }),
        }),
        await seedAccount(
          api.database,
          { userId, connectionId: second },
          {
            name: 'Yen',
            currency: 'JPY',
            balance_minor: 1500,
            usage: 'PROFESSIONAL',
            status: 'CLOSED',
          },
        ),
      ]
      await seedAccount(api.database, owner, { name: 'Not shared', shared: false })
    })
    it('says which are one at the bank: on another connection of his, by IBAN, or by a number at the same bank', async () => {
      const userId = Number(user.id)
      const [one, two] = [await seedConnection(api.database, userId), await seedConnection(api.database, userId)]
      const both = async (identity_key: string, more: object = {}) => [
        String(await seedAccount(api.database, { userId, connectionId: one }, { identity_key })),
        String(await seedAccount(api.database, { userId, connectionId: two }, { identity_key, ...more })),
      ]
      const sameAs = async (id: string | undefined) =>
        (await get(`/v2.1/accounts/${id}`)).body as { same_as?: string[] }
      for (const key of ['iban:FR76:EUR', 'pan:49*34:EUR:CREDIT_CARD', 'number:123:EUR']) {
        const [a, b] = await both(key)
        expect([await sameAs(a), await sameAs(b)]).toMatchObject([{ same_as: [b] }, { same_as: [a] }])
      }
      const elsewhere = await both('iban:FR77:EUR')
      await api.database.kysely.updateTable('connection').set({ provider_id: '999' }).where('id', '=', two).execute()
      expect((await sameAs(elsewhere[0])).same_as).toEqual([elsewhere[1]])
      for (const unlike of [
        await both('number:77:EUR'),
        await both('iban:FR78:EUR~2'),
        await both('bank:account:a:EUR:CHECKINGS'),
        await both('iban:FR79:EUR', { shared: false }),
      ])
        expect((await sameAs(unlike[0])).same_as).toBeUndefined()
    })

    it('says whether the entries make the balance, and since when they do not', async () => {
      const owner = { userId: Number(user.id), connectionId }
      const of = async (more: Parameters<typeof seedAccount>[2]) =>
        (await get(`/v2.1/accounts/${await seedAccount(api.database, owner, more)}`)).body as Record<string, unknown>
      const books = { books_from: '2026-02-01', books_opening: 5 }
      const gap = { books_gap: -1250, books_gap_since: '2026-03-05' }
      expect(await of({ ...books, books_agreed: '2026-03-05', ...gap })).toMatchObject({
        reconciliation: { gap: -12.5, since: seconds('2026-03-04T23:00:00Z') },
      })
      expect((await of({ ...books, books_agreed: '2026-03-05' }))['reconciliation']).toEqual({ gap: 0 })
      expect((await of({}))['reconciliation']).toBeUndefined()
    })

    const names = async (query: string, token = user.token) =>
      ((await get(`/v2.1/accounts?${query}`, token)).body as { name: string }[]).map((account) => account.name)

    it('shows them as the wire says', async () => {
      const { body } = await get(`/v2.1/accounts/${ids[0]}`)
      expect(body).toEqual({
        id: String(ids[0]),
        connection_id: String(connectionId),
        name: 'Zulu 100%',
        account_number: '00012345678',
        iban: 'FR7630006000011234567890189',
        currency: 'EUR',
        balance: -50.26,
        balance_date: seconds('2026-03-09T23:00:00Z'),
        type: 'CHECKINGS',
        status: 'ACTIVE',
        usage: 'PERSONAL',
        creation_date: seconds('2026-03-01T08:00:00Z'),
        owner: { name: 'C. Durand' },
        last_channel_definition_id: '1201',
        history: {
          from: seconds('2024-06-30T22:00:00Z'),
          complete: true,
          completion_date: seconds('2026-03-02T08:00:00Z'),
        },
      })
      expect((await get(`/v2.1/accounts/${ids[1]}`)).body).toMatchObject({
        history: { complete: false },
        balance: 1000,
        savings: { rate: 2.4 },
      })
      expect((await get(`/v2.1/accounts/${ids[2]}`)).body).toMatchObject({ balance: 1500, currency: 'JPY' })
    })

    it.each([
      ['', ['Zulu 100%', 'Livret A', 'Yen']],
      ['type=savings,LOAN', ['Livret A']],
      ['status=CLOSED', ['Yen']],
      ['usage=PROFESSIONAL', ['Yen']],
      ['q=100%25', ['Zulu 100%']],
      ['q=_', []],
      ['q=FR76+3000+6000', ['Zulu 100%']],
      ['sort=name', ['Livret A', 'Yen', 'Zulu 100%']],
      ['sort=-balance', ['Livret A', 'Yen', 'Zulu 100%']],
      ['limit=2', ['Zulu 100%', 'Livret A']],
      ['limit=2&page=2', ['Yen']],
      ['limit=2&page=900', []],
      ['unknown=1', ['Zulu 100%', 'Livret A', 'Yen']],
    ])('lists by %s', async (query, expected) => {
      expect(await names(query)).toEqual(expected)
    })

    it('lists one connection’s, and nothing of a stranger’s', async () => {
      expect(await names(`connection_id=${connectionId}`)).toEqual(['Zulu 100%', 'Livret A'])
      expect(await names(`connection_id=${connectionId}`, stranger.token)).toEqual([])
      expect(await names('', stranger.token)).toEqual([])
      expect((await get(`/v2.1/accounts/${ids[0]}`, stranger.token)).status).toBe(404)
    })
  })

  it('finds banks without regard to accents, by other names, by country', async () => {
    const found = async (query: string) =>
      ((await get(`/v2.1/providers?${query}`)).body as { name: string }[]).map((provider) => provider.name)
    expect(await found('')).toEqual(['Crédit Fictif', 'Banca <Esempio>'])
    expect(await found('q=CREDIT+fic')).toEqual(['Crédit Fictif'])
    expect(await found('q=inventee')).toEqual(['Crédit Fictif'])
    // The widget's search: initials, a slip.
    expect(await found('q=cf')).toEqual(['Crédit Fictif'])
    expect(await found('q=credti')).toEqual(['Crédit Fictif'])
    expect(await found('q=nothing+of+the+kind')).toEqual([])
    expect(await found('countries=it,ES')).toEqual(['Banca <Esempio>'])
    expect(await found('limit=1&page=2')).toEqual(['Banca <Esempio>'])
    expect((await get('/v2.1/providers/12')).body).toMatchObject({
      id: '12',
      logo_url: 'https://api.example/logos/12.svg',
      channel_definitions: [
        { id: '1200', mode: 'EMBEDDED', fields: [{ id: 'login', label: 'Login', max_length: 40 }] },
        { id: '1201', mode: 'REDIRECT', fields: [] },
      ],
    })
    const [first, second] = (await get('/v2.1/providers')).body as { group?: unknown }[]
    // Other names of a group are for the search alone.
    expect(first?.group).toEqual({ id: 'fictif', name: 'Groupe Fictif' })
    expect(second).not.toHaveProperty('group')
    expect((await get('/v2.1/providers/13')).status).toBe(404)
  })

  it('tells the health of a bank from what became of yesterday’s readings', async () => {
    const fresh = await openApiHarness(sameDatabase(api), {
      lifetimes: { accessSeconds: 7 * 86_400, refreshSeconds: 86_400 },
    })
    const one = await fresh.signUp('h@example.org')
    const health = async () =>
      ((await fresh.call('GET', '/v2.1/providers/7', { token: one.token })).body as { health: string }).health
    expect(await health()).toBe('UNKNOWN')
    const at = (iso: string) => ({ last_end_at: new Date(iso) })
    const good = await seedConnection(fresh.database, Number(one.id), { provider_id: '7' })
    await seedChannel(fresh.database, good, at('2026-03-10T08:00:00Z'))
    fresh.clock.advance(61_000)
    expect(await health()).toBe('UP')
    const bad = await seedConnection(fresh.database, Number(one.id), { provider_id: '7' })
    await seedChannel(fresh.database, bad, { ...at('2026-03-10T08:00:00Z'), failure: 'bank_unavailable' })
    fresh.clock.advance(61_000)
    expect(await health()).toBe('DEGRADED')
    fresh.clock.advance(86_400_000)
    expect(await health()).toBe('UNKNOWN')
  })

  it('draws a monogram in which a name can be no markup', async () => {
    const logo = await api.call('GET', '/logos/7.svg')
    expect(logo.headers).toMatchObject({ 'content-type': 'image/svg+xml; charset=utf-8' })
    expect(logo.text).toContain('>BE</text>')
    for (const url of ['/logos/8.svg', '/logos/7.png', '/logos/..%2f7.svg']) {
      expect((await api.call('GET', url)).status).toBe(404)
    }
  })

  async function seedCalls(connectionId: number, at: readonly string[]): Promise<void> {
    const calls = at.map((text) => new Date(text))
    await api.database.kysely
      .insertInto('bank_call')
      .values({
        connection_id: connectionId,
        definition_id: '1201',
        account_id: null,
        calls,
        learned: null,
        learned_at: null,
      })
      .execute()
  }
})
