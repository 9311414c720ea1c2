import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { describeEachDatabase } from '../../../../../tests/support/databases.ts'
import { type ApiHarness, openApiHarness, sameDatabase, secretOf } from './testing/api-harness.ts'

const shop = { client_id: 'shop', client_secret: secretOf('shop') }
const other = { client_id: 'other', client_secret: secretOf('other') }
interface Tokens {
  access_token: string
  refresh_token: string
  scope: string
  expires_in: number
}

describeEachDatabase('POST /token', (open) => {
  let api: ApiHarness
  beforeAll(async () => {
    api = await openApiHarness(open)
    await api.signUp('known@example.org')
  })

  const refreshWith = (refresh_token: string, extra: object = {}, client: object = shop) =>
    api.call('POST', '/token', { body: { grant_type: 'refresh_token', refresh_token, ...client, ...extra } })
  const signIn = async (): Promise<Tokens> => {
    const body = { grant_type: 'password', username: 'known@example.org', password: 'correct horse', ...shop }
    return (await api.call('POST', '/token', { body })).body as Tokens
  }
  const me = async (token: string) => (await api.call('GET', '/v2.1/users/me', { token })).status

  it('gives a client its token, without refresh token, by JSON, form and Basic alike, on both paths', async () => {
    const grant = { grant_type: 'client_credentials' }
    const basic = Buffer.from(`shop:${secretOf('shop')}`).toString('base64')
    const answers = [
      await api.call('POST', '/token', { body: { ...grant, ...shop, provider: 'linxoConnect', unknown: [1] } }),
      await api.call('POST', '/tokens', { form: { ...grant, ...shop } }),
      await api.call('POST', '/token', { form: grant, headers: { authorization: `Basic ${basic}` } }),
    ]
    for (const answer of answers) {
      expect(answer.status).toBe(200)
      expect(answer.body).toEqual({
        access_token: expect.stringMatching(/^[\w-]{43}$/),
        token_type: 'Bearer',
        expires_in: 1800,
        scope: 'users_create',
      })
      expect(answer.headers['cache-control']).toBe('no-store')
    }
  })

  it('gives a user the scopes asked for, by space or comma, and all of them when none are asked for', async () => {
    const base = { grant_type: 'password', username: ' KNOWN@example.org ', password: 'correct horse', ...shop }
    const scopeFor = async (scope?: string) => {
      const answer = await api.call('POST', '/token', { body: scope === undefined ? base : { ...base, scope } })
      return answer.status === 200 ? (answer.body as Tokens).scope : (answer.body as { error: string }).error
    }
    expect(await scopeFor('accounts_manage,transactions_read  openid')).toBe('accounts_manage transactions_read openid')
    expect(await scopeFor()).toContain('connections_sync')
    expect(await scopeFor('accounts_read moon')).toBe('invalid_scope')
    expect(await scopeFor('users_create')).toBe('invalid_scope')
  })

  it.each([
    ['wrong password', { password: 'wrong horse' }, 400, 'invalid_grant'],
    ['unknown user', { username: 'nobody@example.org' }, 400, 'invalid_grant'],
    ['user of another client', { ...other }, 400, 'invalid_grant'],
    ['wrong secret', { client_secret: 'nonsense' }, 401, 'invalid_client'],
    ['unknown client', { client_id: 'nobody' }, 401, 'invalid_client'],
    ['NUL in the client', { client_id: 'sh\0op' }, 400, 'invalid_request'],
    ['no password', { password: undefined }, 400, 'invalid_request'],
    ['no grant type', { grant_type: undefined }, 400, 'invalid_request'],
    ['unknown grant', { grant_type: 'implicit' }, 400, 'unsupported_grant_type'],
    ['sign-in without its code', { grant_type: 'authorization_code' }, 400, 'invalid_request'],
    ['array as name', { username: ['a', 'b'] }, 400, 'invalid_request'],
  ])('refuses: %s', async (_case, change, status, error) => {
    const base = { grant_type: 'password', username: 'known@example.org', password: 'correct horse', ...shop }
    const answer = await api.call('POST', '/token', { body: { ...base, ...change } })
    expect([answer.status, answer.body]).toEqual([status, expect.objectContaining({ error })])
  })

  it('compares a password with a hash for an unknown user too', async () => {
    const before = api.comparisons.count
    const base = { grant_type: 'password', password: 'x', ...shop }
    await api.call('POST', '/token', { body: { ...base, username: 'nobody2@example.org' } })
    await api.call('POST', '/token', { body: { ...base, username: 'known@example.org' } })
    expect(api.comparisons.count - before).toBe(2)
  })

  it('keeps no token in clear', async () => {
    const tokens = await signIn()
    const rows = await api.database.kysely.selectFrom('token').selectAll().execute()
    const kept = JSON.stringify(rows)
    expect(rows.length).toBeGreaterThan(0)
    expect(kept).not.toContain(tokens.access_token)
    expect(kept).not.toContain(tokens.refresh_token)
  })

  describe('refresh', () => {
    let first: Tokens
    beforeEach(async () => {
      first = await signIn()
    })

    it('rotates, and the previous one works for 60 seconds more', async () => {
      const second = (await refreshWith(first.refresh_token)).body as Tokens
      expect(second.refresh_token).not.toBe(first.refresh_token)
      api.clock.advance(60_000)
      const retried = await refreshWith(first.refresh_token)
      expect(retried.status).toBe(200)
      expect((await refreshWith((retried.body as Tokens).refresh_token)).status).toBe(200)
      expect(await me(second.access_token)).toBe(200)
    })

    it('revokes the whole family when it is replayed later, and no other family', async () => {
      const bystander = await signIn()
      const second = (await refreshWith(first.refresh_token)).body as Tokens
      api.clock.advance(30_000)
      // A retry within the time must not prolong it.
      await refreshWith(first.refresh_token)
      api.clock.advance(31_000)
      expect((await refreshWith(first.refresh_token)).body).toMatchObject({ error: 'invalid_grant' })
      expect((await refreshWith(second.refresh_token)).status).toBe(400)
      expect(await me(second.access_token)).toBe(401)
      expect(await me(first.access_token)).toBe(401)
      expect(await me(bystander.access_token)).toBe(200)
    })

    it('serves retries that come at the same time', async () => {
      const answers = await Promise.all([1, 2, 3, 4].map(() => refreshWith(first.refresh_token)))
      expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 200])
    })

    it('narrows the access token only, and never widens', async () => {
      const narrowed = (await refreshWith(first.refresh_token, { scope: 'accounts_read' })).body as Tokens
      expect(narrowed.scope).toBe('accounts_read')
      expect(((await refreshWith(narrowed.refresh_token)).body as Tokens).scope).toBe(first.scope)
      const small = await api.signUp(`small${Math.random()}@example.org`, 'shop', 'accounts_read')
      expect((await refreshWith(small.refresh, { scope: 'transactions_read' })).body).toMatchObject({
        error: 'invalid_scope',
      })
      // A refused scope does not spend the token.
      expect((await refreshWith(small.refresh)).status).toBe(200)
    })

    it('is refused to another client, as an access token, and after its time', async () => {
      expect((await refreshWith(first.refresh_token, {}, other)).body).toMatchObject({ error: 'invalid_grant' })
      expect((await refreshWith(first.access_token)).status).toBe(400)
      expect(await me(first.refresh_token)).toBe(401)
      api.clock.advance(180 * 86_400_000)
      expect((await refreshWith(first.refresh_token)).body).toMatchObject({ error: 'invalid_grant' })
    })

    it('access ends after its time', async () => {
      expect(await me(first.access_token)).toBe(200)
      api.clock.advance(1_800_000)
      expect(await me(first.access_token)).toBe(401)
    })
  })

  describe('guesses of a client’s secret', () => {
    const guess = (to: ApiHarness, client_secret: string, ip = '203.0.113.9', client_id = 'shop') =>
      to.app.inject({
        method: 'POST',
        url: '/token',
        payload: { grant_type: 'client_credentials', client_id, client_secret },
        remoteAddress: ip,
      })
    const statuses = (answers: readonly { statusCode: number }[], status: number) =>
      answers.filter(({ statusCode }) => statusCode === status).length
    const limited = () => openApiHarness(sameDatabase(api), { failureLimits: { signIns: 20, clientSecrets: 20 } })
    const forget = () => api.database.kysely.deleteFrom('attempt_counter').execute()

    it.each([
      ['different ones', (at: number) => `guess ${at}`],
      ['the same one', () => 'guess'],
    ])('are counted before they are judged, %s at the same moment and over two replicas', async (_what, secret) => {
      await forget()
      const replicas = [await limited(), await limited()]
      const answers = await Promise.all(Array.from({ length: 80 }, (_, at) => guess(replicas[at % 2]!, secret(at))))
      expect([statuses(answers, 401), statuses(answers, 429)]).toEqual([20, 60])
      const refused = await guess(replicas[0]!, secretOf('shop'))
      expect(refused.statusCode).toBe(429)
      expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
      // Somebody else's guesses are not the client's.
      expect((await guess(replicas[0]!, secretOf('shop'), '198.51.100.1')).statusCode).toBe(200)
    })

    it('do not slow a client that calls often, from its first call on', async () => {
      await forget()
      const fresh = await limited()
      const burst = () => Promise.all(Array.from({ length: 50 }, () => guess(fresh, secretOf('shop'))))
      expect(statuses(await burst(), 200)).toBe(50)
      expect(statuses(await burst(), 200)).toBe(50)
      // A secret that is no longer one is a guess like any.
      const client = await fresh.deps.clients.find('shop')
      await fresh.deps.clients.setSecretHashes('shop', [])
      const late = await Promise.all(Array.from({ length: 30 }, () => guess(fresh, secretOf('shop'))))
      await fresh.deps.clients.setSecretHashes('shop', client!.secretHashes)
      expect([statuses(late, 401), statuses(late, 429)]).toEqual([20, 10])
    })

    it('for invented clients are counted by network', async () => {
      await forget()
      const fresh = await limited()
      const answers = []
      for (let at = 0; at < 110; at += 1) answers.push(await guess(fresh, 'guess', '203.0.113.9', `nobody-${at}`))
      expect([statuses(answers, 401), statuses(answers, 429)]).toEqual([100, 10])
    })
  })

  it('limits failures of one user and says when to come back; success forgets them', async () => {
    const limited = await openApiHarness(sameDatabase(api), { failureLimits: { signIns: 3, clientSecrets: 2 } })
    await limited.signUp('slow@example.org')
    const tryWith = (password: string) =>
      limited.call('POST', '/token', {
        body: { grant_type: 'password', username: 'slow@example.org', password, ...shop },
      })
    await tryWith('wrong 1')
    await tryWith('wrong 2')
    expect((await tryWith('correct horse')).status).toBe(200)
    for (const wrong of ['1', '2', '3']) expect((await tryWith(wrong)).status).toBe(400)
    const refused = await tryWith('correct horse')
    expect(refused).toMatchObject({ status: 429, body: { error: 'rate_limited' } })
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(800)
    // Only that user, and only failures of a secret.
    await limited.signUp('quick@example.org')
    const guess = () =>
      limited.call('POST', '/token', {
        body: { grant_type: 'client_credentials', client_id: 'shop', client_secret: 'guess' },
      })
    expect([(await guess()).status, (await guess()).status, (await guess()).status]).toEqual([401, 401, 429])
  })
})
