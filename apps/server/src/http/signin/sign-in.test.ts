import { createHash } from 'node:crypto'
import type { Screen } from '@raccord/contract'
import type { FastifyPluginAsync } from 'fastify'
import { beforeAll, describe, expect, it } from 'vitest'
import { describeEachDatabase } from '../../../../../tests/support/databases.ts'
import { createHousekeeping } from '../../store/repositories/housekeeping.ts'
import { type ApiHarness, openApiHarness, sameDatabase, secretOf } from '../api/testing/api-harness.ts'
import { acceptBodies } from '../form-body.ts'
import type { PageDeps } from '../widget/widget-deps.ts'
import { registerSignIn } from './register-sign-in.ts'

const back = 'https://shop.example/back'
const verifier = 'v'.repeat(64)
const challenge = createHash('sha256').update(verifier).digest('base64url')
const asked = { response_type: 'code', client_id: 'shop', redirect_uri: back, scope: 'accounts_read', state: 'a b/é&=' }
const withPkce = { ...asked, code_challenge: challenge, code_challenge_method: 'S256' }
const person = { f_email: ' Known@example.org', f_password: 'correct horse' }
/** As browsers say of their own forms. */
const browser = { 'sec-fetch-mode': 'navigate', 'sec-fetch-site': 'same-origin', origin: 'https://auth.example' }
const shop = { client_id: 'shop', client_secret: secretOf('shop') }
const other = { client_id: 'other', client_secret: secretOf('other') }

/** Screens instead of pages: what they look like is tested where they are drawn. */
const pages = {
  render: (screen: Screen) => JSON.stringify(screen),
  operator: { name: 'Raccord' },
  sandbox: true,
} as unknown as PageDeps

interface Tokens {
  readonly access_token: string
  readonly refresh_token: string
  readonly scope: string
}

describeEachDatabase('GET /signin', (open) => {
  let api: ApiHarness
  const openPages = async (...given: Parameters<typeof openApiHarness>) => {
    const opened = await openApiHarness(...given)
    const plugin: FastifyPluginAsync = async (scope) => {
      acceptBodies(scope, 64 * 1024)
      registerSignIn(scope, pages, opened.context)
    }
    await opened.app.register(plugin)
    return opened
  }
  beforeAll(async () => {
    api = await openPages(open)
    await api.signUp('known@example.org')
    const other = await api.deps.clients.find('other')
    await api.deps.clients.put({ ...other!, redirectUrls: [back, 'https://other.example/x?fixed=1'] })
  })

  const get = (query: Record<string, string>) => api.call('GET', `/signin?${new URLSearchParams(query)}`)
  const post = (form: Record<string, string>, headers = {}) => api.call('POST', '/signin', { form, headers })
  const screenOf = (answer: { text: string }) => JSON.parse(answer.text) as Extract<Screen, { kind: 'sign_in' }>
  const target = async (form: Record<string, string>) => {
    const answer = await post({ ...form, ...person }, browser)
    expect(answer.status).toBe(200)
    return new URL((JSON.parse(answer.text) as Extract<Screen, { kind: 'leaving' }>).target)
  }
  const codeFor = async (form: Record<string, string>) => (await target(form)).searchParams.get('code') ?? ''
  const exchange = (code: string, more: object = {}, client: object = shop) =>
    api.call('POST', '/token', {
      body: { grant_type: 'authorization_code', code, redirect_uri: back, ...client, ...more },
    })
  const me = async (token: string) => (await api.call('GET', '/v2.1/users/me', { token })).status
  const refresh = (refresh_token: string) =>
    api.call('POST', '/token', { body: { grant_type: 'refresh_token', refresh_token, ...shop } })

  it('shows who asks for what, framed by nobody, and gives a code that becomes tokens once', async () => {
    const shown = await get(withPkce)
    expect(screenOf(shown)).toMatchObject({ kind: 'sign_in', scopes: ['accounts_read'], missing: [] })
    expect(screenOf(shown).request).toEqual(expect.arrayContaining([['state', asked.state]]))
    expect(shown.headers['content-security-policy']).toContain("frame-ancestors 'none'")
    expect(shown.headers['cache-control']).toBe('no-store')
    expect(shown.headers['set-cookie']).toBeUndefined()
    const cancelled = new URL(screenOf(shown).cancelUrl).searchParams
    expect(Object.fromEntries(cancelled)).toEqual({
      error: 'access_denied',
      state: asked.state,
      iss: 'https://auth.example',
    })

    const to = await target(withPkce)
    expect(`${to.origin}${to.pathname}`).toBe(back)
    expect(Object.fromEntries(to.searchParams)).toEqual({
      code: expect.stringMatching(/^[\w-]{43}$/),
      state: asked.state,
      iss: 'https://auth.example',
    })
    const code = to.searchParams.get('code') ?? ''
    const kept = JSON.stringify(await api.database.kysely.selectFrom('sign_in_code').selectAll().execute())
    expect(kept).not.toContain(code)
    expect(kept).toContain(challenge)

    const given = await exchange(code, { code_verifier: verifier })
    expect(given).toMatchObject({ status: 200, body: { token_type: 'Bearer', scope: 'accounts_read' } })
    const tokens = given.body as Tokens
    expect(await me(tokens.access_token)).toBe(200)
    const rotated = (await refresh(tokens.refresh_token)).body as Tokens
    expect(await me(rotated.access_token)).toBe(200)

    // Somebody else has the code too: everything it gave ends, at whatever age, and nothing else.
    const bystander = (await exchange(await codeFor(asked))).body as Tokens
    api.clock.advance(600_000)
    expect((await exchange(code, { code_verifier: verifier })).body).toMatchObject({ error: 'invalid_grant' })
    expect([await me(tokens.access_token), await me(rotated.access_token)]).toEqual([401, 401])
    expect((await refresh(rotated.refresh_token)).status).toBe(400)
    expect(await me(bystander.access_token)).toBe(200)
  })

  describe('a code is refused, and spent,', () => {
    it.each([
      ['with another verifier', withPkce, { code_verifier: 'w'.repeat(64) }],
      ['without its verifier', withPkce, {}],
      ['with the challenge as verifier', withPkce, { code_verifier: challenge }],
      ['with a verifier it was not asked for with', asked, { code_verifier: verifier }],
      ['with another address', asked, { redirect_uri: `${back}?x=1` }],
      ['with an address that only means the same', asked, { redirect_uri: 'https://shop.example:443/back' }],
    ])('%s', async (_why, request, wrong) => {
      const code = await codeFor(request)
      expect(await exchange(code, wrong)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } })
      const right = request === withPkce ? { code_verifier: verifier } : {}
      expect((await exchange(code, right)).status).toBe(400)
    })

    it('after a minute', async () => {
      const [early, late] = [await codeFor(asked), await codeFor(asked)]
      api.clock.advance(59_999)
      expect((await exchange(early)).status).toBe(200)
      api.clock.advance(1)
      expect((await exchange(late)).body).toMatchObject({ error: 'invalid_grant' })
    })
  })

  it('leaves out scopes that a user can’t have, and says in `scope` what was granted', async () => {
    for (const scope of ['users_create accounts_read moon', 'accounts_read,users_create']) {
      const tokens = (await exchange(await codeFor({ ...asked, scope }))).body as Tokens & { scope: string }
      expect(tokens.scope).toBe('accounts_read')
    }
  })

  it('another client can neither use a code nor end it', async () => {
    const code = await codeFor(asked)
    expect((await exchange(code, {}, other)).body).toMatchObject({ error: 'invalid_grant' })
    expect((await exchange(code)).status).toBe(200)
    expect((await exchange('x'.repeat(43))).body).toMatchObject({ error: 'invalid_grant' })
    expect((await exchange('short')).body).toMatchObject({ error: 'invalid_grant' })
    expect((await exchange(code, { redirect_uri: undefined })).body).toMatchObject({
      error: 'invalid_request',
      error_description: 'redirect_uri: is missing.',
    })
  })

  it('several uses at the same moment: one is served, and then all is over', async () => {
    // Connections first: a pool that opens its second one while the first call ends would test nothing.
    await Promise.all(Array.from({ length: 8 }, () => api.call('GET', '/migration')))
    const code = await codeFor(asked)
    const answers = await Promise.all(Array.from({ length: 8 }, () => exchange(code)))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    const served = answers.find(({ status }) => status === 200)?.body as Tokens
    expect(await me(served.access_token)).toBe(401)
  })

  it.each([
    ['no client', { client_id: '' }, 'client_id'],
    ['an unknown client', { client_id: 'nobody' }, 'client_id'],
    ['NUL in the client', { client_id: 'sh\0op' }, 'client_id'],
    ['no address', { redirect_uri: '' }, 'redirect_uri'],
    ['an address of nobody', { redirect_uri: 'https://evil.example/back' }, 'redirect_uri'],
    ['another query', { redirect_uri: `${back}?to=https://evil.example` }, 'redirect_uri'],
    ['another client’s address', { client_id: 'other', redirect_uri: 'https://other.example/x' }, 'redirect_uri'],
    ['a fragment', { redirect_uri: `${back}#x` }, 'redirect_uri'],
    ['a script', { redirect_uri: 'javascript:alert(1)' }, 'redirect_uri'],
    ['loopback in production', { redirect_uri: 'http://127.0.0.1:1/back' }, 'redirect_uri'],
  ])('sends nobody anywhere: %s', async (_why, change, parameter) => {
    for (const answer of [await get({ ...asked, ...change }), await post({ ...asked, ...change, ...person })]) {
      expect(answer.status).toBe(400)
      expect(answer.headers['location']).toBeUndefined()
      expect(JSON.parse(answer.text)).toMatchObject({ kind: 'error', error: 'link_refused' })
      expect(answer.text).not.toContain('evil.example')
    }
    expect(JSON.parse((await get({ ...asked, ...change })).text)).toMatchObject({ parameter })
  })

  it.each([
    ['no response_type', { response_type: '' }, 'invalid_request'],
    ['a token at once', { response_type: 'token' }, 'unsupported_response_type'],
    ['an answer by form', { response_mode: 'form_post' }, 'invalid_request'],
    ['no scope that there is', { scope: 'moon' }, 'invalid_scope'],
    ['scopes of clients only', { scope: 'users_create' }, 'invalid_scope'],
    ['plain PKCE', { code_challenge: verifier, code_challenge_method: 'plain' }, 'invalid_request'],
    ['PKCE without a method', { code_challenge: challenge }, 'invalid_request'],
    ['a method without a challenge', { code_challenge_method: 'S256' }, 'invalid_request'],
    ['no SHA-256', { code_challenge: 'short', code_challenge_method: 'S256' }, 'invalid_request'],
  ])('tells the client, state kept: %s', async (_why, change, error) => {
    const answer = await get({ ...asked, ...change })
    expect(answer.status).toBe(303)
    const to = new URL(String(answer.headers['location']))
    expect(`${to.origin}${to.pathname}`).toBe(back)
    expect(Object.fromEntries(to.searchParams)).toMatchObject({
      error,
      error_description: expect.stringContaining(': '),
      state: asked.state,
      iss: 'https://auth.example',
    })
    expect((await post({ ...asked, ...change, ...person })).status).toBe(400)
  })

  it('a parameter given twice is an error; the query of a registered address stays, our names in it go', async () => {
    const twice = await api.call('GET', `/signin?${new URLSearchParams(asked)}&scope=openid`)
    expect(String(twice.headers['location'])).toContain('error=invalid_request&error_description=scope')
    const fixed = { ...asked, client_id: 'other', redirect_uri: 'https://other.example/x?fixed=1', scope: 'moon' }
    expect(String((await get(fixed)).headers['location'])).toMatch(/^https:\/\/other\.example\/x\?fixed=1&error=/)
  })

  it('says the same of a wrong password, an unknown person and another client’s', async () => {
    const before = api.comparisons.count
    const answers = [
      await post({ ...asked, ...person, f_password: 'wrong horse' }),
      await post({ ...asked, ...person, f_email: 'known@example.org ', client_id: 'other' }),
      await post({ ...asked, ...person, f_email: 'Known@example.org', f_password: 'x'.repeat(300) }),
    ]
    const unknown = await post({ ...asked, ...person, f_email: 'nobody@example.org' })
    for (const answer of [...answers, unknown]) {
      expect(answer.status).toBe(400)
      expect(screenOf(answer)).toMatchObject({ error: 'refused', missing: [] })
      expect(answer.text).not.toContain('horse')
    }
    expect(api.comparisons.count - before).toBe(3)
    const empty = await post({ ...asked, f_email: '', f_password: '' })
    expect(screenOf(empty)).toMatchObject({ missing: ['email', 'password'] })
  })

  describe('guessing', () => {
    const guess = (to: ApiHarness, ip: string, f_password: string, f_email = 'known@example.org') =>
      to.app.inject({
        method: 'POST',
        url: '/signin',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams({ ...asked, f_email, f_password }).toString(),
        remoteAddress: ip,
      })
    const grant = (to: ApiHarness, password: string, ip = '127.0.0.1') =>
      to.app.inject({
        method: 'POST',
        url: '/token',
        payload: { grant_type: 'password', username: 'KNOWN@example.org', password, ...shop },
        remoteAddress: ip,
      })
    const right = 'correct horse'
    const forget = () => api.database.kysely.deleteFrom('attempt_counter').execute()
    const limited = (signIns: number) => openPages(sameDatabase(api), { failureLimits: { signIns, clientSecrets: 9 } })

    it('at the page locks nobody out of the client’s own password grant, nor the other way round', async () => {
      await forget()
      for (let at = 0; at < 25; at += 1) await guess(api, '203.0.113.9', `wrong ${at}`)
      expect((await guess(api, '203.0.113.9', right)).statusCode).toBe(429)
      // Even from the same address.
      expect((await grant(api, right, '203.0.113.9')).statusCode).toBe(200)
      await forget()
      for (let at = 0; at < 25; at += 1) await grant(api, `wrong ${at}`, '203.0.113.9')
      expect((await grant(api, right, '203.0.113.9')).statusCode).toBe(429)
      expect((await guess(api, '203.0.113.9', right)).statusCode).toBe(303)
    })

    it('says when to come back, and waits longer after each failure before it refuses', async () => {
      await forget()
      const api = await limited(20)
      const pauses: number[] = []
      for (let failures = 1; failures <= 20; failures += 1) {
        const answer = await guess(api, '203.0.113.9', `wrong ${failures}`)
        expect(answer.statusCode).toBe(400)
        if (failures < 5 || failures === 20) continue
        const refused = await guess(api, '203.0.113.9', right)
        expect(refused.statusCode).toBe(429)
        expect(screenOf({ text: refused.body })).toMatchObject({ error: 'later' })
        pauses.push(Number(refused.headers['retry-after']))
        api.clock.advance((pauses.at(-1) ?? 0) * 1000)
      }
      expect(pauses.slice(0, 7)).toEqual([1, 2, 4, 8, 16, 32, 60])
      api.clock.advance(60_000)
      const over = await guess(api, '203.0.113.9', right)
      expect([over.statusCode, Number(over.headers['retry-after']) > 60]).toEqual([429, true])
      api.clock.advance(Number(over.headers['retry-after']) * 1000)
      expect((await guess(api, '203.0.113.9', right)).statusCode).toBe(303)
    })

    it('at the same moment gives as many answers as the limit, over two replicas', async () => {
      await forget()
      const replicas = [await limited(10), await limited(10)]
      const before = replicas.map(({ comparisons }) => comparisons.count)
      const answers = await Promise.all(
        Array.from({ length: 60 }, (_, at) => guess(replicas[at % 2]!, '203.0.113.9', `wrong ${at}`)),
      )
      expect(answers.filter(({ statusCode }) => statusCode === 400)).toHaveLength(10)
      expect(answers.filter(({ statusCode }) => statusCode === 429)).toHaveLength(50)
      const looked = replicas.map(({ comparisons }, at) => comparisons.count - (before[at] ?? 0))
      expect(looked[0]! + looked[1]!).toBe(10)
    })

    it('from everywhere does not keep the person out: where he has signed in before, and anew from elsewhere', async () => {
      await forget()
      const api = await limited(20)
      expect((await guess(api, '198.51.100.1', right)).statusCode).toBe(303)
      for (let net = 0; net < 12; net += 1)
        for (let at = 0; at < 5; at += 1) await guess(api, `203.0.113.${net}`, `wrong ${at}`)
      // Whoever is new gets three tries from now on, each network its own.
      for (const wrong of ['1', '2', '3']) expect((await guess(api, '192.0.2.1', wrong)).statusCode).toBe(400)
      expect((await guess(api, '192.0.2.1', right)).statusCode).toBe(429)
      expect((await guess(api, '192.0.2.2', right)).statusCode).toBe(303)
      // At home he may still mistype.
      for (const slip of ['1', '2', '3', '4']) expect((await guess(api, '198.51.100.1', slip)).statusCode).toBe(400)
      expect((await guess(api, '198.51.100.1', right)).statusCode).toBe(303)
    })

    it('one password for many people is counted by network, an IPv6 network being its /64', async () => {
      await forget()
      const api = await limited(4)
      const spray = (at: number) => guess(api, `2001:db8:1:2::${at.toString(16)}`, 'Summer2026', `p${at}@example.org`)
      for (let at = 0; at < 20; at += 1) expect((await spray(at)).statusCode).toBe(400)
      expect((await spray(20)).statusCode).toBe(429)
      expect((await guess(api, '2001:db8:1:3::1', right)).statusCode).toBe(303)
    })
  })

  it('a sandbox’s loopback address counts on any port, without a fragment', async () => {
    const shopNow = await api.deps.clients.find('shop')
    await api.deps.clients.put({ ...shopNow!, loopbackAllowed: true })
    const at = (redirect_uri: string) => get({ ...asked, redirect_uri })
    expect((await at('http://127.0.0.1:4321/any?x=1')).status).toBe(200)
    for (const bad of ['http://127.0.0.1:4321/any#x', 'http://127.0.0.1:4321/any#', 'http://127.0.0.1.evil.example/'])
      expect((await at(bad)).status, bad).toBe(400)
    await api.deps.clients.put(shopNow!)
  })

  it('takes forms of its own page only', async () => {
    const foreign = [{ origin: 'https://evil.example' }, { origin: 'null' }, { 'sec-fetch-site': 'cross-site' }]
    for (const headers of foreign) expect((await post({ ...asked, ...person }, headers)).status).toBe(403)
    expect((await post({ ...asked, ...person }, browser)).status).toBe(200)
  })

  it('a program without a browser is redirected', async () => {
    const answer = await post({ ...asked, ...person })
    expect(answer.status).toBe(303)
    const code = new URL(String(answer.headers['location'])).searchParams.get('code') ?? ''
    expect((await exchange(code)).status).toBe(200)
  })

  it('codes are swept a day after their minute', async () => {
    await codeFor(asked)
    const house = createHousekeeping(api.database, api.deps.tokens)
    const count = async () => (await api.database.kysely.selectFrom('sign_in_code').selectAll().execute()).length
    await house.forgetTokens(new Date(api.clock.now().getTime() + 3_600_000))
    expect(await count()).toBeGreaterThan(0)
    await house.forgetTokens(new Date(api.clock.now().getTime() + 90_000_000))
    expect(await count()).toBe(0)
  })

  it('describes itself to libraries (RFC 8414)', async () => {
    const { body } = await api.call('GET', '/.well-known/oauth-authorization-server')
    expect(body).toMatchObject({
      issuer: 'https://auth.example',
      authorization_endpoint: 'https://auth.example/signin',
      token_endpoint: 'https://auth.example/token',
      code_challenge_methods_supported: ['S256'],
      authorization_response_iss_parameter_supported: true,
    })
  })
})
