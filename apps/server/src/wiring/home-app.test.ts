import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildApp, type Raccord } from '../app.ts'
import { readConfig } from '../config.ts'

const folders: string[] = []
async function started(env: Record<string, string>): Promise<{ raccord: Raccord; dataDir: string; word: string }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'raccord-home-app-'))
  folders.push(dataDir)
  const all = { RACCORD_ENV: 'home', RACCORD_PORT: '0', RACCORD_DATA: dataDir, RACCORD_LOG_LEVEL: 'silent', ...env }
  const raccord = await buildApp(readConfig(all))
  await raccord.listen()
  await raccord.startJobs()
  const [line = ''] = await raccord.notices()
  return { raccord, dataDir, word: line.split(' ').at(-1) ?? '' }
}
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))))

const url = 'https://money.example.org'
const owner = { name: 'Ada', login: 'ada', password: 'correct horse battery' }

describe('home behind a proxy', () => {
  let at: Awaited<ReturnType<typeof started>>
  beforeAll(async () => {
    at = await started({ RACCORD_HOME_URL: url })
  })
  afterAll(() => at.raccord.stop())

  const get = (path: string, headers: Record<string, string> = {}) =>
    at.raccord.app.inject({ url: path, headers: { host: 'money.example.org', ...headers } })
  const post = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}, ip = '127.0.0.1') =>
    at.raccord.app.inject({
      method: 'POST',
      url: path,
      remoteAddress: ip,
      payload: new URLSearchParams(fields).toString(),
      headers: {
        host: 'money.example.org',
        origin: url,
        'content-type': 'application/x-www-form-urlencoded',
        ...headers,
      },
    })

  it('answers under its own name alone: one that was bent to it reads nothing', async () => {
    for (const host of ['evil.example', '127.0.0.1:4400', 'money.example.org:8443']) {
      const answer = await get('/home/sign-in', { host })
      expect(answer.statusCode).toBe(421)
      expect(answer.body).toContain(url)
    }
  })

  it('takes forms of its own pages only', async () => {
    const from = { origin: 'https://evil.example' }
    expect((await post('/home/set-up', { ...owner, word: at.word }, from)).statusCode).toBe(403)
    expect((await post('/home/set-up', { ...owner, word: at.word }, { origin: 'null' })).statusCode).toBe(403)
    const crossSite = { 'sec-fetch-site': 'cross-site' }
    expect((await post('/home/set-up', { ...owner, word: at.word }, crossSite)).statusCode).toBe(403)
  })

  it('makes one owner by the word that was printed, and a cookie that only https and this host carry', async () => {
    const weak = await post('/home/set-up', { ...owner, word: at.word, password: 'short' })
    expect(weak.statusCode).toBe(400)
    expect(weak.body).not.toContain('value="short"')
    const made = await post('/home/set-up', { ...owner, word: at.word })
    expect(made.statusCode).toBe(303)
    expect(made.headers['set-cookie']).toMatch(
      /^__Host-raccord-home=[\w-]{43}; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax; Secure$/,
    )
    const again = await post('/home/set-up', { ...owner, login: 'eve', word: at.word })
    expect(again.headers['set-cookie']).toBeUndefined()
    expect(await at.raccord.notices()).toEqual([])
    const cookie = String(made.headers['set-cookie']).split(';')[0] ?? ''
    expect((await get('/home', { cookie })).statusCode).toBe(200)
    expect((await get('/home')).headers['location']).toBe('/home/sign-in')
    await post('/home/sign-out', {}, { cookie })
    expect((await get('/home', { cookie })).headers['location']).toBe('/home/sign-in')
  })

  it('counts wrong passwords by name and network, and then asks to wait; who is elsewhere comes in', async () => {
    const attempt = async (login: string, password: string, ip: string) =>
      (await post('/home/sign-in', { login, password }, {}, ip)).statusCode
    const codes: number[] = []
    for (let turn = 0; turn < 9; turn += 1) codes.push(await attempt('ada', `wrong horse ${turn}`, '203.0.113.1'))
    // Pauses grow from the fifth on, by the time of the day: the ninth is one too many in any case.
    expect(codes.slice(0, 5)).toEqual(Array(5).fill(400))
    expect(codes.at(-1)).toBe(429)
    for (const network of [2, 3, 4, 5])
      for (let turn = 0; turn < 5; turn += 1) await attempt('ada', 'wrong horse', `203.0.113.${network}`)
    expect(await attempt('ADA', owner.password, '198.51.100.1')).toBe(303)
  })

  it('keeps an invitation for a time when nobody can be made a user of Raccord', async () => {
    const signedIn = await post('/home/sign-in', { login: 'ada', password: owner.password }, {}, '198.51.100.1')
    const cookie = String(signedIn.headers['set-cookie']).split(';')[0] ?? ''
    const invited = await post('/home/household', { name: 'Ben' }, { cookie })
    const word = /[a-z2-9]{4}(?:-[a-z2-9]{4}){3}/.exec(invited.body)?.[0] ?? ''
    const join = () => post('/home/join', { name: 'Ben', login: 'ben', password: 'correct horse battery', word })
    const { fetch } = globalThis
    globalThis.fetch = () => Promise.reject(new Error('away'))
    const away = await join().finally(() => {
      globalThis.fetch = fetch
    })
    expect(away.statusCode).toBeGreaterThanOrEqual(500)
    expect((await join()).statusCode).toBe(303)
  })

  it('has nothing of a sandbox, and no measurements for everybody', async () => {
    expect((await get('/demo')).statusCode).toBe(404)
    expect((await get('/gallery')).statusCode).toBe(404)
    expect((await get('/docs')).statusCode).toBe(404)
    expect((await get('/metrics')).statusCode).toBe(401)
    const token = await at.raccord.app.inject({
      method: 'POST',
      url: '/token',
      payload: { grant_type: 'client_credentials', client_id: 'sandbox', client_secret: 'sandbox-secret' },
    })
    expect(token.statusCode).toBe(401)
    expect((await get('/')).headers['location']).toBe('/home')
    expect((await get('/simplefin/create')).headers['location']).toBe('/home/applications')
  })

  it('keeps its files for its owner, and no password in any of them', async () => {
    expect(((await stat(join(at.dataDir, 'vault.key'))).mode & 0o077).toString(8)).toBe('0')
    expect(((await stat(at.dataDir)).mode & 0o077).toString(8)).toBe('0')
  })
})

describe('home on a network without https', () => {
  it('says so on every page, and leads back to it from the widget', async () => {
    const plain = 'http://raccord.lan:4400'
    const at = await started({ RACCORD_HOME_URL: plain, RACCORD_HOME_PLAIN_HTTP: 'on' })
    try {
      const headers = { host: 'raccord.lan:4400', origin: plain, 'content-type': 'application/x-www-form-urlencoded' }
      const page = await at.raccord.app.inject({ url: '/home/set-up', headers })
      expect(page.body).toContain('class="ribbon"')
      const payload = new URLSearchParams({ ...owner, word: at.word }).toString()
      const made = await at.raccord.app.inject({ method: 'POST', url: '/home/set-up', payload, headers })
      const cookie = String(made.headers['set-cookie']).split(';')[0] ?? ''
      expect(cookie).toMatch(/^raccord-home=/)
      const link = await at.raccord.app.inject({
        method: 'POST',
        url: new URL('home/banks/connect', plain).pathname,
        headers: { ...headers, cookie },
      })
      const there = new URL(String(link.headers['location']))
      expect(there.origin).toBe(plain)
      expect(there.searchParams.get('redirect_url')).toBe(`${plain}/home/return`)
      const widget = await at.raccord.app.inject({
        url: there.pathname + there.search,
        headers: { host: 'raccord.lan:4400' },
      })
      expect(widget.statusCode).toBeLessThan(400)
    } finally {
      await at.raccord.stop()
    }
  })
})
