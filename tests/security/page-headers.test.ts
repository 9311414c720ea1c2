import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { linkTo } from '../../apps/server/src/http/sandbox/person/plain-page.ts'
import { ApiClient } from '../support/api-client.ts'
import type { RunningProcess } from '../support/child-process.ts'
import { freePort } from '../support/free-port.ts'
import { startRaccord } from '../support/raccord-process.ts'
import { expectCalm } from './support/calm.ts'
import { activeParts, tagsOf } from './support/html.ts'
import { useProxiedWorld } from './support/proxied-world.ts'
import { type Got, header, send } from './support/send.ts'
import { Visitor } from './support/visitor.ts'

const policy = (ancestors: string) =>
  [
    ...["default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "connect-src 'self'"],
    ...["form-action 'self'", "base-uri 'none'", `frame-ancestors ${ancestors}`],
    ...["require-trusted-types-for 'script'", "trusted-types 'none'"],
  ].join('; ')
const loopback = 'http://127.0.0.1:* http://localhost:*'

function expectSafe(got: Got, ancestors: string): void {
  expect(header(got, 'content-security-policy'), got.url).toBe(policy(ancestors))
  expect(header(got, 'referrer-policy'), got.url).toBe('same-origin')
  expect(header(got, 'cache-control'), got.url).toBe('no-store')
  expect(header(got, 'x-content-type-options'), got.url).toBe('nosniff')
  expect(header(got, 'content-type'), got.url).toBe('text/html; charset=utf-8')
  expect(header(got, 'server') + header(got, 'x-powered-by'), got.url).toBe('')
  expect(activeParts(got.text), got.url).toEqual([])
  for (const { name, attributes } of tagsOf(got.text))
    for (const attribute of ['src', 'action', 'formaction'])
      expect(attributes.get(attribute) ?? '/', `${got.url}: ${name}`).toMatch(/^(?:\/(?!\/)|data:,)/)
}

describe('headers of every page', () => {
  const at = useProxiedWorld()

  it('a whole journey, page by page: the same strict policy, nothing inline, nothing from elsewhere', async () => {
    const { link } = await at().link({ cancel_url: 'http://127.0.0.1:9/cancelled', consent_per_account: 'true' })
    const person = new Visitor()
    const kinds = new Set<string>()
    const note = ({ kind }: { kind: string | undefined }) => void kinds.add(kind ?? 'none')
    const list = await person.open(link)
    note(list)
    note(await person.open(`${list.url}&do=not_listed`))
    const consent = await person.submit(list, 'choose_provider', { provider_id: '100' })
    note(consent)
    const leaving = await person.submit(consent, 'accept_consent')
    note(leaving)
    const back = await person.approvesAtBank(await person.departs(leaving))
    note(await person.open(leaving.url))
    const offer = await person.open(back)
    const form = await person.submit(offer, 'offer_accept')
    for (const page of [offer, form]) note(page)
    note(await person.submit(form, 'credentials', { f_login: '' }))
    const login = { f_login: 'otp', f_password: 'otp' }
    const once = await person.submit(form, 'credentials', login)
    // What came in meanwhile may have moved the journey on: then the page is shown as it stands, and he presses again.
    const code = once.kind === 'credentials' ? await person.submit(once, 'credentials', login) : once
    note(code)
    note(await person.submit(code, 'challenge', { answer: '000000' }))
    const page = leaving.url
    await person.submit(await person.open(page), 'challenge', { answer: '123456' })
    await expect.poll(async () => (await person.open(page)).kind).toBe('accounts')
    const accounts = await person.open(page)
    note(accounts)
    await person.submit(accounts, 'accounts')
    await expect.poll(async () => (await person.open(page)).kind).toBe('success')
    note(await person.open(page))
    const refusing = new Visitor()
    const other = await refusing.choosesBank((await at().link()).link, '102')
    note(await refusing.submit(other, 'credentials', { f_login: 'blocked', f_password: 'blocked' }))
    note(await new Visitor().open(other.url))
    expect([...kinds]).toEqual(
      expect.arrayContaining([
        'providers',
        'not_listed',
        'consent',
        'redirect',
        'redirect_waiting',
        'offer',
        'credentials',
      ]),
    )
    expect([...kinds]).toEqual(expect.arrayContaining(['challenge', 'accounts', 'success', 'error', 'unbound']))
    const html = [...person.answers, ...refusing.answers].filter(
      (got) => got.url.startsWith(at().url) && header(got, 'content-type').includes('html'),
    )
    expect(html.length).toBeGreaterThan(10)
    for (const got of html) expectSafe(got, loopback)
    for (const got of person.answers.filter(({ url, status }) => url.startsWith(at().url) && status === 303)) {
      expect(header(got, 'cache-control'), got.url).toBe('no-store')
      expect(header(got, 'referrer-policy'), got.url).toMatch(/^(?:same-origin|no-referrer)$/)
    }
  })

  it('pages that belong to no session hold nothing to press where anybody may frame them; others are framed by nobody', async () => {
    for (const path of ['/v2.1/widget/add_connection', '/v2.1/widget/journey?session_id=x', '/success']) {
      const got = await send(at().url, path)
      expectSafe(got, '*')
      expect(
        tagsOf(got.text).filter(({ name }) => ['form', 'button', 'input', 'a'].includes(name)),
        path,
      ).toEqual([])
    }
    const signIn = '/signin?response_type=code&client_id=sandbox&redirect_uri=http://127.0.0.1:9/back'
    for (const path of ['/v2.1/widget/depart?ticket=x', '/bank/callback/100?state=x', signIn, '/signin'])
      expectSafe(await send(at().url, path), "'none'")
  })

  it('demo, reference, API, assets: each with what is right for it', async () => {
    const start = await send(at().url, '/')
    expect([start.status, header(start, 'content-security-policy').includes("default-src 'none'")]).toEqual([200, true])
    const demo = await send(at().url, '/demo')
    expect(header(demo, 'content-security-policy')).toContain("default-src 'none'")
    const docs = await send(at().url, '/docs')
    expect(header(docs, 'content-security-policy')).toContain("frame-ancestors 'none'")
    for (const got of [demo, docs]) expect(activeParts(got.text), got.url).toEqual([])
    for (const [path, method] of [
      ['/token', 'POST'],
      ['/v2.1/users/me', 'GET'],
      ['/v2.1/providers', 'GET'],
      ['/nothing', 'GET'],
    ] as const) {
      const got = await send(at().url, path, { method })
      expect(header(got, 'content-type'), path).toContain('application/json')
      expect(header(got, 'cache-control'), path).toBe('no-store')
      expect(header(got, 'x-content-type-options'), path).toBe('nosniff')
    }
    const user = await at().api.newUser()
    for (const path of ['/v2.1/users/me', '/v2.1/accounts', '/v2.1/transactions', '/v2.1/connections']) {
      const headers = { authorization: `Bearer ${user.accessToken}` }
      const got = await send(at().url, path, { headers })
      expect(got.status).toBe(200)
      expect(header(got, 'cache-control'), path).toBe('no-store')
      expect(header(got, 'x-content-type-options'), path).toBe('nosniff')
      expect(header(got, 'access-control-allow-origin'), path).toBe('')
    }
  })

  it('cookies of a plain-http sandbox: HttpOnly, Lax; framed: Partitioned', async () => {
    const { link } = await at().link()
    expect(header(await new Visitor().once(link), 'set-cookie')).toMatch(
      /^raccord=[\w-]{22}; Path=\/; HttpOnly; SameSite=Lax$/,
    )
    const framed = await new Visitor({ 'sec-fetch-dest': 'iframe' }).once((await at().link()).link)
    expect(header(framed, 'set-cookie')).toMatch(
      /^raccord-frame=[\w-]{22}; Path=\/; HttpOnly; Secure; Partitioned; SameSite=None$/,
    )
  })

  it('words of a hostile bank are text wherever they are shown', async () => {
    const evil = '<img src=x onerror=alert(1)><script>alert(1)</script>'
    at().proxy.tamper = (_path, answer) => {
      const json = JSON.parse(answer) as Record<string, unknown>
      const spread = (value: unknown): unknown => {
        if (Array.isArray(value)) return value.map(spread)
        if (typeof value !== 'object' || value === null) return value
        return Object.fromEntries(
          Object.entries(value).map(([name, inner]) =>
            /^(?:name|ownerName|product|psuMessage|displayName|additionalInformation|text|details|remittanceInformation\w+)$/.test(
              name,
            ) && typeof inner === 'string'
              ? [name, `${evil}${inner}`.slice(0, 120)]
              : [name, spread(inner)],
          ),
        )
      }
      return JSON.stringify({ ...(spread(json) as object), psuMessage: evil })
    }
    const { user, link } = await at().link({ expected_account_types: 'OTHER', consent_per_account: 'true' })
    const person = new Visitor()
    const form = await person.choosesBank(link, '100')
    const code = await person.submit(form, 'credentials', { f_login: 'otp', f_password: 'otp' })
    expect(code.kind).toBe('challenge')
    await person.submit(code, 'challenge', { answer: '123456' })
    await expect.poll(async () => (await person.open(form.url)).kind).toBe('accounts')
    const accounts = await person.open(form.url)
    expect(accounts.text).toContain('&lt;img src=x')
    await person.submit(accounts, 'accounts')
    await expect.poll(async () => (await person.open(form.url)).kind).toBe('success')
    at().proxy.tamper = undefined
    const shown = person.answers.filter((got) => got.url.startsWith(at().url))
    expect(shown.some(({ text }) => text.includes('&lt;img src=x'))).toBe(true)
    for (const got of shown) {
      expectCalm(got, got.url)
      expect(
        tagsOf(got.text).filter(({ attributes }) => attributes.get('src') === 'x'),
        got.url,
      ).toEqual([])
    }
    const told = await at().api.fetch(user, '/v2.1/accounts')
    expect(told.headers.get('content-type')).toContain('application/json')
    expect(await told.text()).toContain('<img src=x')
  })
})

describe('behind https', () => {
  let server: RunningProcess
  let dataDir: string
  let listening: string
  const publicUrl = 'https://embed.example'
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'raccord-https-'))
    const port = await freePort()
    server = await startRaccord({ RACCORD_DATA: dataDir, RACCORD_PORT: String(port), RACCORD_EMBED_URL: publicUrl })
    listening = `http://127.0.0.1:${port}`
  })
  afterAll(async () => {
    await server?.stop()
    await rm(dataDir, { recursive: true, force: true })
  })

  it('cookies carry __Host-, Secure, and the right SameSite; forms count from the public origin only', async () => {
    const api = new ApiClient(listening)
    const user = await api.newUser()
    const link = async () => {
      const given = await api.widgetLink(user, { expected_account_types: 'PAYMENT' })
      expect(given).toMatch(/^https:\/\/embed\.example\/v2\.1\/widget\/add_connection\?session_id=/)
      return given.replace(publicUrl, listening)
    }
    const top = new Visitor()
    const opened = await top.open(await link())
    expect(header(opened.got, 'set-cookie')).toMatch(
      /^__Host-raccord=[\w-]{22}; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    )
    const framed = await new Visitor({ 'sec-fetch-dest': 'iframe' }).once(await link())
    expect(header(framed, 'set-cookie')).toMatch(
      /^__Host-raccord-frame=[\w-]{22}; Path=\/; HttpOnly; Secure; Partitioned; SameSite=None$/,
    )
    const foreign = await top.submit(
      opened,
      'choose_provider',
      { provider_id: '100' },
      { origin: 'https://evil.example' },
    )
    expect(foreign.got.status).toBe(403)
    const consent = await top.submit(opened, 'choose_provider', { provider_id: '100' }, { origin: publicUrl })
    expect(consent.kind).toBe('consent')
    expect(() => linkTo(consent, /127\.0\.0\.1/)).toThrow()
  })
})
