import { type ConsoleTables, listOperators, removeOperator, resetOperator } from '@raccord/console'
import { beforeAll, expect, it } from 'vitest'
import { describeEachDatabase } from '../../../../../tests/support/databases.ts'
import { address, type ConsoleHarness, cookieOf, openConsoleHarness, password } from './testing/console-harness.ts'

const HOUR = 3_600_000
const pages = ['', '/sessions', '/connections', '/webhooks', '/clients', '/banks', '/audit', '/migration', '/you']
/** Of one's own access: for every role. */
const own = /\/(sign-in|sign-out|set-up|you\/.*|passkeys\/.*)$/

describeEachDatabase('access to the console', (open) => {
  let at: ConsoleHarness
  let operator: string
  let viewer: string
  const tables = () => at.database.kysely.withTables<ConsoleTables>()
  beforeAll(async () => {
    at = await openConsoleHarness(open)
    operator = await at.signIn('Olga', 'operator')
    viewer = await at.signIn('victor', 'viewer')
  })

  it('opens no page to somebody who is not signed in', async () => {
    for (const path of pages) {
      const answer = await at.get(`/console${path}`)
      expect([path, answer.status, answer.headers['location']]).toEqual([path, 303, '/console/sign-in'])
    }
    for (const path of at.posts.filter((post) => !own.test(post)))
      expect((await at.post(path, {})).headers['location']).toBe('/console/sign-in')
  })

  it('is framed by nobody, kept by nobody, answers under its one name and takes forms of its own pages only', async () => {
    for (const path of pages) {
      const { status, headers, text } = await at.get(`/console${path}`, operator)
      expect([path, status]).toEqual([path, 200])
      expect(headers['content-security-policy']).toContain("default-src 'none'")
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
      expect(headers['cache-control']).toBe('no-store')
      expect(text).not.toMatch(/<script(?! src)| style=| on\w+=/)
    }
    const { status, text } = await at.get('/console', operator, { host: 'evil.example' })
    expect([status, text.includes(address)]).toEqual([421, true])
    const strangers: readonly Record<string, string>[] = [
      ...[{ origin: 'https://evil.example' }, { origin: 'null' }],
      { 'sec-fetch-site': 'cross-site' },
    ]
    for (const headers of strangers)
      for (const path of at.posts) expect((await at.post(path, {}, operator, headers)).status).toBe(403)
  })

  it('is by a cookie that only this host sets, sends and reads', async () => {
    const answer = await at.post('/console/sign-in', { login: 'olga', password })
    expect(answer.headers['set-cookie']).toMatch(
      /^__Host-raccord-console=[\w-]{43}; Path=\/; Max-Age=43200; HttpOnly; SameSite=Strict; Secure$/,
    )
    const cookie = cookieOf(answer)
    expect((await at.get('/console/you', cookie)).text).toContain('olga')
    await at.post('/console/sign-out', {}, cookie)
    expect((await at.get('/console/you', cookie)).status).toBe(303)
  })

  it('lets a viewer change nothing, whatever he posts', async () => {
    const changes = at.posts.filter((post) => !own.test(post))
    expect(changes.length).toBeGreaterThanOrEqual(6)
    const before = await at.database.kysely.selectFrom('operator_action').selectAll().execute()
    for (const path of changes) {
      const target = path.replace(':id', '12')
      expect([path, (await at.post(target, { hours: '1', name: 'x' }, viewer)).status]).toEqual([path, 403])
    }
    expect(await at.database.kysely.selectFrom('operator_action').selectAll().execute()).toEqual(before)
    // Nor is he shown what he could not do.
    for (const path of pages.filter((page) => page !== '/you'))
      expect((await at.get(`/console${path}`, viewer)).text).not.toContain('method="post"')
  })

  it('begins with a word that works once, for whom it was made, and for three days', async () => {
    const word = await at.word('wanda', 'viewer')
    const attempt = (login: string, typed: string, chosen = password) =>
      at.post('/console/set-up', { login, word: typed, password: chosen })
    expect((await attempt('olga', word)).status).toBe(400)
    expect((await attempt('wanda', 'abcd-efgh-abcd-efgh')).status).toBe(400)
    // A password that is too short does not spend it.
    const short = await attempt('wanda', word, 'short')
    expect([short.status, short.text.includes('at least 10')]).toEqual([400, true])
    expect((await attempt('Wanda', word.toUpperCase().replaceAll('-', ' '))).status).toBe(303)
    expect((await attempt('wanda', word)).status).toBe(400)
    const late = await at.word('late', 'viewer')
    at.clock.advance(73 * HOUR)
    expect((await attempt('late', late)).status).toBe(400)
    operator = cookieOf(await at.post('/console/sign-in', { login: 'olga', password }))
  })

  it('says nothing about names, and ends after so many tries from a network until a quarter of an hour is over', async () => {
    const attempt = (login: string, tried: string) => at.post('/console/sign-in', { login, password: tried })
    const [unknown, wrong] = [await attempt('nobody', 'wrong wrong'), await attempt('wanda', 'wrong wrong')]
    expect(unknown.status).toBe(400)
    expect(wrong.text.replace('wanda', 'nobody')).toBe(unknown.text)
    for (let tries = 1; tries < 5; tries += 1) expect((await attempt('wanda', 'wrong wrong')).status).toBe(400)
    // From the fifth on the pauses grow.
    const paused = await attempt('wanda', password)
    expect([paused.status, paused.text.includes('Wait a minute')]).toEqual([429, true])
    for (let tries = 5; tries < 8; tries += 1) {
      at.clock.advance(60_000)
      expect((await attempt('wanda', 'wrong wrong')).status).toBe(400)
    }
    at.clock.advance(60_000)
    const over = await attempt('wanda', password)
    expect([over.status, over.text.includes('quarter of an hour')]).toEqual([429, true])
    at.clock.advance(HOUR / 4)
    expect((await attempt('wanda', password)).status).toBe(303)
  })

  it('is shut to nobody by strangers who try his name, from however many networks, nor is his set-up word', async () => {
    const victor = (ip: string, tried: string) =>
      at.post('/console/sign-in', { login: 'victor', password: tried }, undefined, {}, ip)
    expect((await victor('198.51.100.1', password)).status).toBe(303)
    const word = await at.word('newcomer', 'viewer')
    const setUp = (ip: string, typed: string) =>
      at.post('/console/set-up', { login: 'newcomer', word: typed, password }, undefined, {}, ip)
    for (let network = 1; network < 12; network += 1)
      for (let tries = 0; tries < 5; tries += 1) {
        await victor(`203.0.113.${network}`, 'wrong wrong')
        await setUp(`203.0.113.${network}`, 'abcd-efgh-abcd-efgh')
      }
    expect((await victor('198.51.100.1', password)).status, 'from where he is known').toBe(303)
    expect((await victor('198.51.100.2', password)).status, 'and from elsewhere').toBe(303)
    expect((await setUp('198.51.100.1', word)).status).toBe(303)
  })

  it('ends with the day, with an hour of nothing, and at once when the operator is reset or removed', async () => {
    const signedIn = async () => cookieOf(await at.post('/console/sign-in', { login: 'olga', password }))
    const isIn = async (cookie: string) => (await at.get('/console/you', cookie)).status === 200
    const idle = await signedIn()
    at.clock.advance(HOUR - 1)
    expect(await isIn(idle)).toBe(true)
    at.clock.advance(HOUR)
    expect(await isIn(idle)).toBe(false)
    const busy = await signedIn()
    for (let half = 0; half < 23; half += 1) {
      at.clock.advance(HOUR / 2)
      expect(await isIn(busy)).toBe(true)
    }
    at.clock.advance(HOUR / 2)
    expect(await isIn(busy)).toBe(false)

    const [here, there] = [await signedIn(), await signedIn()]
    expect((await at.get('/console/you', here)).text).toContain('Sign out everywhere else')
    await at.post('/console/you/sessions/end-others', {}, here)
    expect([await isIn(here), await isIn(there)]).toEqual([true, false])
    const word = await resetOperator(tables(), 'OLGA', at.clock.now())
    expect(await isIn(here)).toBe(false)
    expect((await at.post('/console/sign-in', { login: 'olga', password })).status).toBe(400)
    expect((await at.post('/console/set-up', { login: 'olga', word: word ?? '', password })).status).toBe(303)
    const again = await signedIn()
    expect(await removeOperator(tables(), 'olga')).toBe('olga')
    expect(await isIn(again)).toBe(false)
    expect((await listOperators(tables(), at.clock.now())).map(({ login }) => login)).toEqual([
      'late',
      'newcomer',
      'victor',
      'wanda',
    ])
  })
})
