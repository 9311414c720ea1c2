import { type ConsoleTables, listOperators, type OpenIdSettings, removeOperator, resetOperator } from '@raccord/console'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeEachDatabase } from '../../../../../tests/support/databases.ts'
import { atProvider } from '../../../../../tests/support/openid/at-provider.ts'
import { type PlayedOpenId, startOpenId, type Told } from '../../../../../tests/support/openid/start-openid.ts'
import { type Answered, type ConsoleHarness, openConsoleHarness } from './testing/console-harness.ts'

const back = 'https://console.example/console/openid/return'

describeEachDatabase('the console by an identity provider', (open) => {
  let provider: PlayedOpenId
  let settings: OpenIdSettings
  let at: ConsoleHarness
  const logged: string[] = []
  const tables = () => at.database.kysely.withTables<ConsoleTables>()
  const records = () =>
    at.database.kysely
      .selectFrom('operator_action')
      .select(['action', 'actor', 'subject', 'source', 'detail'])
      .orderBy('id')
      .execute()

  beforeAll(async () => {
    provider = await startOpenId([back])
    settings = {
      ...{ issuer: provider.issuer, clientId: 'console', clientSecret: 'the-console-s-secret-of-the-provider' },
      ...{ name: 'Example ID', scope: 'openid groups', identity: 'sub', roleClaim: 'groups' },
      values: { operator: ['raccord-operators'], viewer: ['raccord-viewers'] },
    }
    at = await openConsoleHarness(open, { openid: settings, log: (line) => logged.push(line) })
  })
  afterAll(() => provider?.stop())

  const cookies = ({ headers }: Answered): string =>
    [headers['set-cookie'] ?? []]
      .flat()
      .map((line) => String(line).split(';')[0] ?? '')
      .filter((pair) => !pair.endsWith('='))
      .join('; ')
  const begin = async (on = at) => {
    const answer = await on.get('/console/openid')
    return { there: String(answer.headers['location']), cookie: cookies(answer), answer }
  }
  const pathOf = (address: string) => address.slice(new URL(address).origin.length)
  const signIn = async (login: string, on = at) => {
    const { there, cookie } = await begin(on)
    return on.get(pathOf(await atProvider(there, login)), cookie, { 'sec-fetch-site': 'cross-site' })
  }
  const isIn = async (cookie: string) => (await at.get('/console/you', cookie)).status === 200

  it('lets in whom the provider gives a role, by his subject, with what the role may do', async () => {
    const page = await at.get('/console/sign-in')
    expect(page.text).toContain('href="/console/openid">Sign in with Example ID<')
    const { there, cookie, answer } = await begin()
    const asked = new URL(there).searchParams
    expect(Object.fromEntries(asked)).toMatchObject({
      ...{ response_type: 'code', code_challenge_method: 'S256', redirect_uri: back, scope: 'openid groups' },
      ...{ state: expect.stringMatching(/^[\w-]{43}$/), nonce: expect.stringMatching(/^[\w-]{43}$/) },
    })
    expect(String(answer.headers['set-cookie'])).toMatch(
      /^__Host-raccord-console-openid=[\w-]{43}; Path=\/; Max-Age=300; HttpOnly; SameSite=Lax; Secure$/,
    )
    // What the browser keeps is not what stands in addresses.
    expect(there).not.toContain(cookie.split('=')[1])
    const welcome = await signIn('olga')
    expect([welcome.status, welcome.text.includes('http-equiv="refresh" content="0; url=/console"')]).toEqual([
      200,
      true,
    ])
    expect(String(welcome.headers['set-cookie'])).toMatch(/__Host-raccord-console=[\w-]{43}; .*SameSite=Strict; Secure/)
    const operator = cookies(welcome)
    const you = await at.get('/console/you', operator)
    expect(you.text).toContain('openid:olga-0001')
    expect(you.text).not.toMatch(/name="password"|data-passkey/)
    expect((await at.post('/console/clients', { id: 'x' }, operator)).status).not.toBe(403)

    const viewer = cookies(await signIn('victor'))
    expect((await at.get('/console/you', viewer)).text).toContain('Viewer')
    const changes = at.posts.filter((post) => post.endsWith('/rotate'))
    expect(changes.length).toBeGreaterThan(0)
    for (const path of changes) expect((await at.post(path.replace(':id', 'x'), {}, viewer)).status).toBe(403)
    expect(await records()).toEqual(
      [
        ['olga', 'operator'],
        ['victor', 'viewer'],
      ].map(([name, role]) => ({
        ...{
          action: 'operator.added',
          actor: `openid:${name}-0001`,
          subject: `openid:${name}-0001`,
          source: 'console',
        },
        detail: { role, issuer: provider.issuer },
      })),
    )
    await at.post('/console/sign-out', {}, viewer)
    expect(await isIn(viewer)).toBe(false)
  })

  it('opens nothing to whom it gives no role, writes it down, and ends what he had open when it takes the role away', async () => {
    const refused = await signIn('nora')
    expect([refused.status, refused.text.includes('nora-0001, and gives you no role')]).toEqual([403, true])
    expect(cookies(refused)).toBe('')
    const victor = cookies(await signIn('victor'))
    await provider.tell({ groups: { victor: ['raccord-operators'] } })
    await signIn('victor')
    expect((await at.get('/console/you', victor)).text).toContain('Operator:')
    await provider.tell({ groups: { victor: ['staff'] } })
    expect((await signIn('victor')).status).toBe(403)
    expect(await isIn(victor)).toBe(false)
    await provider.tell({ groups: {} })
    expect((await records()).slice(2).map(({ action, subject }) => [action, subject])).toEqual([
      ['operator.refused', 'openid:nora-0001'],
      ['operator.changed', 'openid:victor-0001'],
      ['operator.refused', 'openid:victor-0001'],
    ])
  })

  it('believes an answer once, in the browser that asked, for five minutes', async () => {
    const { there, cookie } = await begin()
    const path = pathOf(await atProvider(there, 'olga'))
    const other = await begin()
    for (const strange of [undefined, other.cookie]) expect((await at.get(path, strange)).status).toBe(400)
    const forged = path.replace(/state=[^&]+/, `state=${'x'.repeat(43)}`)
    expect((await at.get(forged, cookie)).status).toBe(400)
    // An answer of his own browser, with what was asked of another one.
    expect(
      (await at.get(path.replace(/state=[^&]+/, `state=${new URL(other.there).searchParams.get('state')}`), cookie))
        .status,
    ).toBe(400)
    expect((await at.get(path, cookie)).status).toBe(200)
    const again = await at.get(path, cookie)
    expect([again.status, again.text.includes('was used already'), cookies(again)]).toEqual([400, true, ''])
    const late = await begin()
    const lateBack = pathOf(await atProvider(late.there, 'olga'))
    at.clock.advance(5 * 60_000)
    expect((await at.get(lateBack, late.cookie)).status).toBe(400)
    // A page of somebody else's begins nothing.
    const led = await at.get('/console/openid', undefined, { 'sec-fetch-site': 'cross-site' })
    expect([led.headers['location'], led.headers['set-cookie']]).toEqual(['/console/sign-in', undefined])
  })

  it('counts as tries of a network what its own browsers bring, not what any page makes them ask for', async () => {
    const { there, cookie } = await begin()
    const path = pathOf(await atProvider(there, 'olga'))
    for (let i = 0; i < 50; i += 1) {
      const strange = await at.get(`/console/openid/return?state=${i}`, i % 2 ? cookie : undefined)
      expect(strange.status).toBe(400)
    }
    expect((await at.get(path, cookie)).status).toBe(200)
    const statuses: number[] = []
    for (let i = 0; i < 41; i += 1) statuses.push((await at.get(path, cookie)).status)
    expect([statuses[0], statuses.at(-1)]).toEqual([400, 429])
    at.clock.advance(16 * 60_000)
  })

  it.each(['said', 'unsaid'] as const)(
    'sends its secret by HTTP Basic where nothing else is %s',
    async (basicAlone) => {
      const basic = await startOpenId([back], { basicAlone })
      try {
        const on = await openConsoleHarness(open, { openid: { ...settings, issuer: basic.issuer } })
        expect((await signIn('olga', on)).status).toBe(200)
      } finally {
        await basic.stop()
      }
    },
  )

  it.each(['nonce', 'signature', 'audience', 'issuer', 'alg-none'] as const)(
    'opens nothing by a token of a wrong %s',
    async (bend) => {
      await provider.tell({ bend } satisfies Told)
      const answer = await signIn('olga')
      await provider.tell({})
      expect([answer.status, answer.text.includes('could not be verified'), cookies(answer)]).toEqual([400, true, ''])
      expect((await signIn('olga')).status).toBe(200)
    },
  )

  it('says so when the provider refuses, names another issuer, or breaks off', async () => {
    const declined = await signIn('nobody-there')
    expect([declined.status, declined.text.includes('did not let you through')]).toEqual([400, true])
    const { there, cookie } = await begin()
    const path = pathOf(await atProvider(there, 'olga')).replace(/iss=[^&]+/, 'iss=https%3A%2F%2Fanother.example')
    expect((await at.get(path, cookie)).text).toContain('could not be verified')
    await provider.tell({ bend: 'tokens-down' })
    expect((await signIn('olga')).status).toBe(503)
    await provider.tell({})
  })

  it('says what to do while the provider is away, and works by itself when it is back', async () => {
    const gone = await startOpenId([back])
    await gone.stop()
    const on = await openConsoleHarness(open, { openid: { ...settings, issuer: gone.issuer } })
    const away = await on.get('/console/openid')
    expect([away.status, away.text.includes('“raccord doctor” says why')]).toEqual([503, true])
    expect(away.text).toContain('name="password"')
    const returned = await startOpenId([back], { port: Number(new URL(gone.issuer).port) })
    try {
      expect((await signIn('olga', on)).status).toBe(200)
    } finally {
      await returned.stop()
    }
    // And by another name than its own it is none.
    const { port } = new URL(provider.issuer)
    const posing = await openConsoleHarness(open, { openid: { ...settings, issuer: `http://localhost:${port}` } })
    expect((await posing.get('/console/openid')).status).toBe(503)
  })

  it('goes by an address where the settings say so, and by a verified one alone', async () => {
    const on = await openConsoleHarness(open, {
      openid: { ...settings, identity: 'email', scope: 'openid groups email' },
    })
    const olga = await signIn('olga', on)
    expect((await on.get('/console/you', cookies(olga))).text).toContain('openid:olga@example.org')
    const victor = await signIn('victor', on)
    expect([victor.status, cookies(victor)]).toEqual([403, ''])
  })

  it('gives no other way in, and is over when the settings name another provider', async () => {
    const olga = cookies(await signIn('olga'))
    expect(await resetOperator(tables(), 'openid:olga-0001', at.clock.now())).toBeUndefined()
    const password = { login: 'openid:olga-0001', password: '' }
    expect((await at.post('/console/sign-in', password)).status).toBe(400)
    const passkey = await at.post('/console/passkeys/add/ask', {}, olga)
    expect([passkey.status, passkey.text]).toEqual([403, '{"ok":false}'])
    expect(await listOperators(tables(), at.clock.now())).toContainEqual(
      expect.objectContaining({ login: 'openid:olga-0001', role: 'operator', issuer: provider.issuer }),
    )
    await tables().updateTable('console_operator').set({ issuer: 'https://former.example' }).execute()
    expect(await isIn(olga)).toBe(false)
    const anew = cookies(await signIn('olga'))
    expect(await isIn(anew)).toBe(true)
    const twin = {
      login: 'openid:Olga-0001',
      issuer: 'https://one.example',
      subject: 'Olga-0001',
      created_at: new Date(),
    }
    const nothing = { password_hash: null, word_hash: null, word_until: null, locale: null }
    await tables()
      .insertInto('console_operator')
      .values({ id: 'twin', role: 'viewer', ...twin, ...nothing })
      .execute()
    expect(await removeOperator(tables(), twin.login)).toBe(twin.login)
    expect(await isIn(anew)).toBe(true)
    expect(await removeOperator(tables(), twin.login)).toBeUndefined()
    expect(await removeOperator(tables(), 'openid:olga-0001')).toBe('openid:olga-0001')
    expect(await isIn(anew)).toBe(false)
  })

  it('writes nothing into the log that opens anything', () => {
    const all = logged.join('')
    expect(all).toContain('answer was not accepted')
    expect(all).not.toMatch(/eyJ|code=|state=|the-console-s-secret/)
  })
})
