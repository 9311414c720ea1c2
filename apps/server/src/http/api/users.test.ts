import { createHash } from 'node:crypto'
import { beforeAll, expect, it } from 'vitest'
import { describeEachDatabase } from '../../../../../tests/support/databases.ts'
import { type ApiHarness, openApiHarness, secretOf } from './testing/api-harness.ts'

const shop = { client_id: 'shop', client_secret: secretOf('shop') }

describeEachDatabase('users and widget sessions', (open) => {
  let api: ApiHarness
  let clientToken: string
  let otherClientToken: string
  beforeAll(async () => {
    api = await openApiHarness(open)
    const tokenOf = async (id: string) => {
      const body = { grant_type: 'client_credentials', client_id: id, client_secret: secretOf(id) }
      return ((await api.call('POST', '/token', { body })).body as { access_token: string }).access_token
    }
    clientToken = await tokenOf('shop')
    otherClientToken = await tokenOf('other')
  })

  it('creates a user by JSON and by form; Location ends with the id', async () => {
    const user = { email: 'One@Example.org', password: 'long enough' }
    const created = await api.call('POST', '/v2.1/users', { token: clientToken, body: user })
    const id = (created.body as { id: string }).id
    expect(created.status).toBe(201)
    expect(created.headers['location']).toBe(`https://api.example/v2.1/users/${id}`)
    expect(created.body).toEqual({ id, email: 'one@example.org', creation_date: 1773135000 })
    const form = { email: 'two@example.org', password: 'long enough' }
    expect((await api.call('POST', '/v2.1/users', { token: clientToken, form })).status).toBe(201)
    // The same email: taken at this client in any case of letters, free at another.
    expect((await api.call('POST', '/v2.1/users', { token: clientToken, body: user })).body).toMatchObject({
      error: 'email_taken',
    })
    expect((await api.call('POST', '/v2.1/users', { token: otherClientToken, body: user })).status).toBe(201)
  })

  it.each([
    [{ password: 'long enough' }, 'email: is missing.'],
    [{ email: 'no address', password: 'long enough' }, 'email: must be an email address.'],
    [{ email: 'a@example.org', password: 'short' }, 'password: must be at least 8 characters.'],
    [{ email: `${'a'.repeat(300)}@example.org`, password: 'long enough' }, 'email: must be at most 254 characters.'],
    [{ email: 'a@example.org', password: 'nul\0inside' }, 'password: must be well-formed text without NUL characters.'],
    [undefined, 'body: is missing.'],
  ])('refuses %j', async (body, description) => {
    const answer = await api.call('POST', '/v2.1/users', { token: clientToken, ...(body ? { body } : {}) })
    expect(answer).toMatchObject({ status: 400, body: { error: 'invalid_request', error_description: description } })
  })

  it('shows a user to himself and to his client, to nobody else', async () => {
    const one = await api.signUp('reader@example.org')
    const two = await api.signUp('stranger@example.org')
    const path = `/v2.1/users/${one.id}`
    const statuses = await Promise.all(
      [
        ['/v2.1/users/me', one.token],
        [path, one.token],
        [path, clientToken],
        [path, two.token],
        [path, otherClientToken],
        ['/v2.1/users/me', clientToken],
        ['/v2.1/users/abc', clientToken],
        ['/v2.1/users/99999999999999999999', clientToken],
        ['/v2.1/users/9999999999999999', clientToken],
        ['/v2.1/users/%00', clientToken],
      ].map(async ([url, token]) => (await api.call('GET', url ?? '', { token: token ?? '' })).status),
    )
    expect(statuses).toEqual([200, 200, 200, 404, 404, 403, 404, 404, 404, 404])
  })

  it('needs users_create of a client to create, profile_edit to change', async () => {
    const user = await api.signUp('scoped@example.org', 'shop', 'profile')
    const body = { email: 'x@example.org', password: 'long enough' }
    expect((await api.call('POST', '/v2.1/users', { token: user.token, body })).status).toBe(403)
    const refused = await api.call('PUT', '/v2.1/users/me', { token: user.token, body: {} })
    expect(refused).toMatchObject({ status: 403, body: { error: 'insufficient_scope' } })
    expect(refused.headers['www-authenticate']).toContain('scope="profile_edit"')
  })

  it('changes a profile field by field', async () => {
    const { token } = await api.signUp('profile@example.org')
    const change = { first_name: 'Élodie', birthdate: '1990-02-28', address: { postcode: '75002' } }
    await api.call('PUT', '/v2.1/users/me', { token, body: change })
    const changed = await api.call('PUT', '/v2.1/users/me', { token, body: { last_name: 'Martin', birthdate: null } })
    expect(changed.body).toMatchObject({ first_name: 'Élodie', last_name: 'Martin', address: { postcode: '75002' } })
    expect(changed.body).not.toHaveProperty('birthdate')
    expect((await api.call('GET', '/v2.1/users/me', { token })).body).toEqual(changed.body)
    const wrong = await api.call('PUT', '/v2.1/users/me', { token, body: { birthdate: '1990-02-30' } })
    expect(wrong.body).toMatchObject({ error_description: 'birthdate: must be Unix seconds, or a day, YYYY-MM-DD.' })
    // Told in seconds at midnight UTC, whichever way it was given.
    for (const birthdate of ['1958-07-14', -361_929_600]) {
      const body = { birthdate, email_verified: true }
      const kept = await api.call('PUT', '/v2.1/users/me', { token, body })
      expect(kept.body).toMatchObject({ birthdate: -361_929_600, email_verified: true })
    }
    expect((await api.call('GET', '/v2.1/users/me', { token })).body).toMatchObject({ email_verified: true })
  })

  it('deletes through the removal that revokes at the banks', async () => {
    const { id, token } = await api.signUp('leaver@example.org')
    expect((await api.call('DELETE', `/v2.1/users/${id}`, { token: otherClientToken })).status).toBe(404)
    // Many HTTP clients put a content type on every call.
    const headers = { 'content-type': 'application/json' }
    const gone = await api.call('DELETE', '/v2.1/users/me', { token, headers })
    expect([gone.status, gone.text]).toEqual([204, ''])
    expect(api.removals).toEqual([{ userId: Number(id), origin: 'api' }])
  })

  it('begins a widget session by JSON and form, on both paths, and keeps only a hash', async () => {
    const user = await api.signUp('widget@example.org')
    const tokens = { access_token: user.token, refresh_token: user.refresh, ...shop }
    for (const answer of [
      await api.call('POST', '/v2.1/widget_session', { body: { ...tokens, redirect_url: 'ignored' } }),
      await api.call('POST', '/v2.1/widget/widget_session', { form: tokens }),
    ]) {
      const body = answer.body as { session_id: string; _links: Record<string, string> }
      expect(answer.status).toBe(200)
      expect(body.session_id).toMatch(/^[\w-]{32}$/)
      expect(Object.keys(body._links)).toEqual(['add_connection', 'edit_credentials', 'user_input', 'manage_accounts'])
      expect(body._links['add_connection']).toBe(
        `https://embed.example/v2.1/widget/add_connection?session_id=${body.session_id}`,
      )
      const row = await api.database.kysely
        .selectFrom('widget_session')
        .selectAll()
        .where('id_hash', '=', createHash('sha256').update(body.session_id).digest())
        .executeTakeFirstOrThrow()
      expect(row).toMatchObject({ client_id: 'shop', user_id: Number(user.id) })
      expect(row.expires_at.getTime() - api.clock.now().getTime()).toBe(30 * 60_000)
    }
    // The refresh token was looked at, not spent.
    const refresh = { grant_type: 'refresh_token', refresh_token: user.refresh, ...shop }
    expect((await api.call('POST', '/token', { body: refresh })).status).toBe(200)
  })

  it.each([
    ['no client', { client_id: undefined, client_secret: undefined }, 401, 'invalid_client'],
    ['wrong secret', { client_secret: 'wrong' }, 401, 'invalid_client'],
    ['another client', { client_id: 'other', client_secret: secretOf('other') }, 401, 'invalid_token'],
    ['no access token', { access_token: undefined }, 400, 'invalid_request'],
    ['wrong access token', { access_token: 'x' }, 401, 'invalid_token'],
    ['wrong refresh token', { refresh_token: 'x'.repeat(43) }, 400, 'invalid_grant'],
  ])('refuses a widget session: %s', async (name, change, status, error) => {
    const user = await api.signUp(`${name.replaceAll(' ', '-')}@example.org`)
    const body = { access_token: user.token, ...shop, ...change }
    const answer = await api.call('POST', '/v2.1/widget_session', { body })
    expect(answer).toMatchObject({ status, body: { error } })
  })

  it('refuses a client token and another user’s refresh token for a widget session', async () => {
    const one = await api.signUp('w1@example.org')
    const two = await api.signUp('w2@example.org')
    const withTokens = (tokens: object) => api.call('POST', '/v2.1/widget_session', { body: { ...shop, ...tokens } })
    expect((await withTokens({ access_token: clientToken })).status).toBe(401)
    expect((await withTokens({ access_token: one.token, refresh_token: two.refresh })).status).toBe(400)
  })
})
