import { beforeAll, beforeEach, expect, it } from 'vitest'
import { describeEachDatabase } from '../../../../../tests/support/databases.ts'
import { createHousekeeping } from '../../store/repositories/housekeeping.ts'
import { type ApiHarness, openApiHarness } from '../api/testing/api-harness.ts'
import { seedAccount, seedChannel, seedConnection, seedTransaction } from '../api/testing/seed-bank-data.ts'
import { claimed, SimplefinReader } from './testing/simplefin-reader.ts'

interface Made {
  id: string
  setup_token: string
  links: Record<string, string>
}

describeEachDatabase('access tokens', (open) => {
  let api: ApiHarness
  let nth = 0
  let user: { id: string; token: string }
  let connectionId: number
  let accountId: number
  let other: number

  const tokens = '/v2.1/users/me/access_tokens'
  const post = (body: object, token = user.token) =>
    api.call('POST', tokens, { token, body: { kind: 'simplefin', name: 'Budget', ...body } })
  const make = async (body: object = {}): Promise<Made> => {
    const answer = await post(body)
    expect(answer.status, answer.text).toBe(201)
    return answer.body as Made
  }
  const list = async () => (await api.call('GET', tokens, { token: user.token })).body as Record<string, unknown>[]
  const seconds = (instant: string): number => Date.parse(instant) / 1000

  beforeAll(async () => {
    api = await openApiHarness(open, { failureLimits: { signIns: 20, clientSecrets: 5, faceReads: 30 } })
  })
  beforeEach(async () => {
    nth += 1
    // Whatever was counted of the test before is over.
    api.clock.advance(3_600_000)
    user = await api.signUp(`person${nth}@example.org`)
    const userId = Number(user.id)
    connectionId = await seedConnection(api.database, userId)
    await seedChannel(api.database, connectionId)
    accountId = await seedAccount(api.database, { userId, connectionId })
    other = await seedAccount(api.database, { userId, connectionId }, { name: 'Livret', type: 'SAVINGS' })
    for (const date of ['2026-03-01', '2026-03-02', '2026-03-03'])
      await seedTransaction(api.database, { userId, accountId }, { label: date, date })
    await seedTransaction(api.database, { userId, accountId: other }, { label: 'savings', date: '2026-03-02' })
  })

  it('are made, shown without what opens them, used and revoked', async () => {
    const { id, setup_token } = await make()
    expect(await list()).toEqual([
      {
        id,
        kind: 'simplefin',
        name: 'Budget',
        creation_date: Math.floor(api.clock.now().getTime() / 1000),
        claim_expiry_date: Math.floor(api.clock.now().getTime() / 1000) + 86_400,
      },
    ])
    const reader = await SimplefinReader.claim(api, setup_token)
    await reader.read()
    const [used] = await list()
    expect(used).toMatchObject({ claim_date: expect.any(Number), last_use_date: expect.any(Number) })
    expect(used).not.toHaveProperty('claim_expiry_date')
    expect((await api.call('DELETE', `${tokens}/${id}`, { token: user.token })).status).toBe(204)
    expect((await api.call('DELETE', `${tokens}/${id}`, { token: user.token })).status).toBe(404)
    const refused = await reader.raw()
    expect([refused.status, refused.text.startsWith('Forbidden'), refused.text.includes('//')]).toEqual([
      403,
      true,
      false,
    ])
    expect((await claimed(api, setup_token)).status).toBe(403)
    expect(await list()).toEqual([])
  })

  it('are claimed once; who comes again is refused, and the person is told', async () => {
    const { setup_token } = await make()
    const both = await Promise.all([claimed(api, setup_token), claimed(api, setup_token)])
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 403])
    const again = await claimed(api, setup_token)
    expect([again.status, again.headers['content-type']]).toEqual([403, 'text/plain; charset=utf-8'])
    expect(again.text).toMatch(/^Forbidden/)
    expect(again.headers).not.toHaveProperty('www-authenticate')
    expect((await list())[0]).toHaveProperty('claim_replay_date')
  })

  it('are claimed within a day, and swept afterwards', async () => {
    const { setup_token } = await make()
    api.clock.advance(86_400_000)
    expect((await claimed(api, setup_token)).status).toBe(403)
    const house = createHousekeeping(api.database, api.deps.tokens)
    api.clock.advance(2 * 86_400_000)
    await house.forgetTokens(api.clock.now())
    expect(
      await api.database.kysely.selectFrom('face_token').where('user_id', '=', Number(user.id)).select('id').execute(),
    ).toEqual([])
  })

  it('write their last use once an hour', async () => {
    const { setup_token } = await make()
    const reader = await SimplefinReader.claim(api, setup_token)
    const used = async () => (await api.deps.faceTokens.list(Number(user.id)))[0]?.usedAt?.getTime()
    await reader.read()
    const first = await used()
    api.clock.advance(3_599_000)
    await reader.read()
    expect(await used()).toBe(first)
    api.clock.advance(1000)
    await reader.read()
    expect(await used()).toBe(Number(first) + 3_600_000)
  })

  it('show their accounts and their span, whatever is asked for', async () => {
    const { setup_token } = await make({
      account_ids: [String(accountId)],
      start_date: seconds('2026-03-01T23:00:00Z'),
      end_date: seconds('2026-03-01T23:00:00Z'),
    })
    const reader = await SimplefinReader.claim(api, setup_token)
    for (const query of ['?start-date=0', `?start-date=0&account=acc_${other}&account=acc_${accountId}`]) {
      const { accounts } = await reader.read(query)
      expect(accounts.map(({ id }) => id)).toEqual([`acc_${accountId}`])
      expect(accounts[0]?.transactions.map(({ description }) => description)).toEqual(['2026-03-02'])
    }
    expect((await reader.read(`?account=acc_${other}`)).accounts).toEqual([])
  })

  it('are refused with a wrong span, accounts of others, or a scope too few', async () => {
    const stranger = await api.signUp(`stranger${nth}@example.org`)
    const connection = await seedConnection(api.database, Number(stranger.id))
    const theirs = await seedAccount(api.database, { userId: Number(stranger.id), connectionId: connection })
    for (const body of [
      { start_date: 200_000, end_date: 100_000 },
      { start_date: -1 },
      { end_date: '2026-03-01' },
      { account_ids: [] },
      { account_ids: [String(theirs)] },
      { account_ids: ['nonsense'] },
      { name: '   ' },
      { kind: 'master' },
    ])
      expect((await post(body)).status, JSON.stringify(body)).toBe(400)
    for (const scope of ['accounts_read', 'transactions_read', 'connections_manage']) {
      const narrow = await api.signUp(`${scope}${nth}@example.org`, 'shop', scope)
      expect((await post({}, narrow.token)).status, scope).toBe(403)
    }
    const { id } = await make()
    expect((await api.call('DELETE', `${tokens}/${id}`, { token: stranger.token })).status).toBe(404)
    expect((await api.call('GET', tokens, { token: stranger.token })).body).toEqual([])
  })

  it('are fifty at most', async () => {
    const rows = Array.from({ length: 50 }, (_, index) => ({
      user_id: Number(user.id),
      kind: 'export' as const,
      name: String(index),
      created_at: api.clock.now(),
    }))
    await api.database.kysely.insertInto('face_token').values(rows).execute()
    expect((await post({})).body).toMatchObject({ error: 'too_many_tokens' })
  })

  it('show no more of what is deleted, and end with the person', async () => {
    const reader = await SimplefinReader.claim(api, (await make()).setup_token)
    expect((await reader.read()).accounts).toHaveLength(2)
    await api.database.kysely.updateTable('account').set({ shared: false }).where('id', '=', other).execute()
    expect((await reader.read()).accounts).toHaveLength(1)
    await api.database.kysely.deleteFrom('connection').where('id', '=', connectionId).execute()
    expect(await reader.read('?start-date=0')).toMatchObject({ accounts: [], connections: [], errors: [] })
    await api.database.kysely.deleteFrom('app_user').where('id', '=', Number(user.id)).execute()
    expect((await reader.raw()).status).toBe(403)
  })

  it('open nothing to who guesses, and end his guessing; who has one goes on', async () => {
    const reader = await SimplefinReader.claim(api, (await make()).setup_token)
    await reader.read()
    const guess = (authorization: string) => api.call('GET', '/simplefin/accounts', { headers: { authorization } })
    const wrong = `Basic ${Buffer.from(`sf1:${'x'.repeat(43)}`).toString('base64')}`
    const statuses = []
    for (let tries = 0; tries < 7; tries += 1) statuses.push((await guess(wrong)).status)
    expect(statuses).toEqual([403, 403, 403, 403, 403, 429, 429])
    const limited = await guess(wrong)
    expect(limited.text).toMatch(/^rate limit/)
    expect(limited.headers).toMatchObject({
      'content-type': 'text/plain; charset=utf-8',
      'retry-after': expect.any(String),
    })
    expect((await reader.raw()).status).toBe(200)
    // The right password under another name is nobody's.
    const renamed = reader.authorization.replace(
      /^Basic .*/,
      `Basic ${Buffer.from(`sf9:${reader.accessUrl.password}`).toString('base64')}`,
    )
    expect((await guess(renamed)).status).toBe(403)
    for (const none of ['', 'Bearer abc', 'Basic !', `Basic ${Buffer.from('no-colon').toString('base64')}`])
      expect((await guess(none)).status).toBe(403)
  })

  it('answer a reader that asks without end with a rate limit, for a minute', async () => {
    const reader = await SimplefinReader.claim(api, (await make()).setup_token)
    const query = '?balances-only=1&account=acc_1'
    for (let calls = 0; calls < 30; calls += 1) expect((await reader.raw(query)).status).toBe(200)
    const limited = await reader.raw(query)
    expect([limited.status, limited.headers['retry-after']]).toEqual([429, '60'])
    api.clock.advance(60_000)
    expect((await reader.raw(query)).status).toBe(200)
  })

  it('tell what is wrong with banks and accounts in the words of both versions', async () => {
    const { kysely } = api.database
    const reader = await SimplefinReader.claim(api, (await make({ account_ids: [String(accountId)] })).setup_token)
    const ready = { history_at: new Date('2026-03-01T00:00:00Z'), balance_minor: 100 }
    await kysely.updateTable('account').set(ready).where('connection_id', '=', connectionId).execute()
    expect(await reader.read()).toMatchObject({ errors: [], errlist: [] })
    const set = (change: object) =>
      kysely.updateTable('channel').set(change).where('connection_id', '=', connectionId).execute()
    const day = (ahead: number) => new Date(api.clock.now().getTime() + ahead * 86_400_000).toISOString().slice(0, 10)
    await set({ consent_until: day(15) })
    expect(await reader.read()).toMatchObject({ errors: [], errlist: [] })
    await set({ consent_until: day(14) })
    expect(await reader.read()).toMatchObject({
      errors: [],
      errlist: [{ code: 'con.', conn_id: `con_${connectionId}` }],
    })
    const attention = ['Connection to Crédit Fictif may need attention. Please reauthenticate at Raccord.']
    await set({ consent_until: '2026-03-01' })
    const ended = await reader.read()
    expect(ended.errors).toEqual(attention)
    expect(ended.errlist[0]).toMatchObject({
      code: 'con.auth',
      msg: 'Crédit Fictif: the permission ended on 1 March 2026.',
    })
    await set({ consent_until: null, status: 'PASSWORD_CHANGE_REQUIRED' })
    expect((await reader.read()).errors).toEqual(attention)
    await set({ status: 'SUCCESS' })
    await kysely.updateTable('account').set({ status: 'ERROR' }).where('connection_id', '=', connectionId).execute()
    const failed = await reader.read()
    // The other account has failed, too, and is not shown here.
    expect(failed.errlist).toMatchObject([{ code: 'act.failed', account_id: `acc_${accountId}` }])
    expect(failed.errors[0]).not.toMatch(/^Connection to/)
    expect(failed.accounts[0]?.balance).toBe('1.00')
    await kysely.updateTable('account').set({ status: 'CLOSED' }).where('connection_id', '=', connectionId).execute()
    expect(await reader.read()).toMatchObject({ accounts: [], connections: [], errlist: [] })
  })

  it('keep their ids and everything else when the bank is renewed', async () => {
    const reader = await SimplefinReader.claim(api, (await make()).setup_token)
    const before = await reader.read('?start-date=0')
    await api.database.kysely
      .updateTable('account')
      .set({ bank_id: 'minted anew' })
      .where('id', '=', accountId)
      .execute()
    expect(await reader.read('?start-date=0')).toEqual(before)
  })
})
