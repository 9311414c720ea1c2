import { parameters } from '@raccord/contract'
import { accountOut, connectionOut, transactionOut } from '@raccord/contract/wire'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createHttpServer } from '../../http-server.ts'
import { registerApi } from '../register-api.ts'
import { documentedDeps } from '../testing/documented-deps.ts'
import { readGuides } from './guides.ts'
import { statusTables } from './statuses.ts'

describe('the documentation as it is served', () => {
  let app: FastifyInstance
  const base = 'https://raccord.example'
  beforeAll(async () => {
    app = createHttpServer()
    await registerApi(app, { ...documentedDeps(), bases: () => ({ auth: base, api: base, embed: base }) })
  })
  afterAll(() => app?.close())
  const get = async (url: string) => {
    const { statusCode, body, headers } = await app.inject({ url })
    return { statusCode, body, headers }
  }

  it('has every guide and table of the repository, and each link of each page leads somewhere', async () => {
    const guides = readGuides()
    expect(guides.length).toBeGreaterThan(25)
    const pages = new Map<string, string>()
    for (const path of ['/docs', '/docs/widget', '/docs/migration', ...guides.map((guide) => `/docs/${guide.path}`)]) {
      const { statusCode, body, headers } = await get(path)
      expect([path, statusCode]).toEqual([path, 200])
      expect(headers['content-security-policy']).toMatch(/default-src 'none'.*frame-ancestors 'none'/)
      const tags = (body.match(/<[^>]*>/g) ?? []).join('')
      expect(tags, path).not.toMatch(/<script|<style| style=| on\w+=|<!--/i)
      pages.set(path, body)
    }
    const others = new Set(['/openapi.json', '/packages/index.json', '/docs/style.css', '/docs/migration.css'])
    for (const [path, body] of pages)
      for (const [, raw = ''] of body.matchAll(/href="([^"]+)"/g)) {
        const href = raw.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
        if (/^https?:/.test(href) || others.has(href)) continue
        const url = new URL(href, `${base}${path}`)
        const target = pages.get(url.pathname)
        expect(target, `${path} → ${href}`).toBeDefined()
        if (url.hash === '') continue
        const id = decodeURIComponent(url.hash.slice(1))
        expect(target?.includes(`id="${id}"`), `${path} → ${href}`).toBe(true)
      }
  })

  it('is found by path, field, code, parameter and word of a guide; nothing is said where nothing is', async () => {
    const hrefs = async (query: string) => {
      const { body } = await get(`/docs/search?q=${encodeURIComponent(query)}`)
      return [...(body.split('class="hits"')[1] ?? '').matchAll(/<a href="([^"]+)"/g)].map(([, href]) => href)
    }
    expect((await hrefs('/v2.1/accounts')).slice(0, 3)).toContain('/docs#listAccounts')
    expect(await hrefs('too_many_webhooks')).toContain('/docs#createWebhook')
    expect((await hrefs('consent_per_account'))[0]).toBe('/docs/widget#parameter-consent_per_account')
    expect(await hrefs('captive_mode')).toContain('/docs/widget#parameter-wait_sync_end')
    expect(await hrefs('standard webhooks')).toContain('/docs/guide/webhooks#webhooks')
    expect(await hrefs('élise xyzzy')).toEqual([])
    const { body } = await get(`/docs/search?q=${encodeURIComponent('"><script>')}`)
    expect(body).not.toContain('<script>')
    expect((await get('/docs/search')).statusCode).toBe(200)
  })

  it('builds a link of what the form says, and says what of it would not be read', async () => {
    const query = new URLSearchParams({
      endpoint: 'add_connection',
      redirect_url: 'https://shop.example/back?a=1&b=2',
      wait_sync_end: 'false',
      radius: '99',
      connection_id: '7',
      font: '<b>',
    })
    const { body } = await get(`/docs/widget?${query}`)
    const plain = body.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
    const link = /https:\/\/raccord\.example\/v2\.1\/widget\/add_connection\?session_id=<session_id>&(\S+?)</.exec(
      plain,
    )
    expect(Object.fromEntries(new URLSearchParams(link?.[1]))).toMatchObject({
      redirect_url: 'https://shop.example/back?a=1&b=2',
      wait_sync_end: 'false',
    })
    expect(plain).toContain('wait_sync_end: false,')
    expect(plain).toMatch(/<code>radius<\/code>: [^<]+ The default takes its place\./)
    expect(plain).toContain('<code>connection_id</code> is not read by add_connection.')
    expect(body).not.toContain('<b>')
    for (const name of Object.keys(parameters)) {
      expect(body).toContain(`id="parameter-${name}"`)
      expect(body).toMatch(new RegExp(`<(?:input|select) name="${name}"`))
    }
  })

  it('explains each status there is, and none that there is not', () => {
    const of = (schema: { shape: { status: { options: readonly string[] } } }) =>
      [...schema.shape.status.options].sort()
    expect(Object.keys(statusTables.Connection).sort()).toEqual(of(connectionOut))
    expect(Object.keys(statusTables.Channel).sort()).toEqual(of(connectionOut.shape.channels.element))
    expect(Object.keys(statusTables.Account).sort()).toEqual(of(accountOut))
    expect(Object.keys(statusTables.Transaction).sort()).toEqual(of(transactionOut))
  })

  it('answers 404 for a guide that does not exist, whatever its name', async () => {
    for (const name of ['nothing', '..%2F..%2Fpackage', '%00', 'api'])
      expect((await get(`/docs/reference/${name}`)).statusCode).toBe(404)
  })
})
