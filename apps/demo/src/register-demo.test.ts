import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { buildDemo } from './build-demo.ts'
import { type RaccordStub, raccordStub } from './testing/raccord-stub.ts'

let raccord: RaccordStub
let demo: FastifyInstance

beforeEach(async () => {
  raccord = await raccordStub()
  demo = await buildDemo({
    clock: true,
    raccord: () => ({
      url: raccord.url,
      clientId: 'sandbox',
      clientSecret: 'sandbox-secret',
    }),
  })
})
afterEach(async () => {
  await demo.close()
  await raccord.app.close()
})

const post = (url: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
  demo.inject({
    method: 'POST',
    url,
    payload: new URLSearchParams(fields).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
  })

const cookieOf = (response: LightMyRequestResponse): string => String(response.headers['set-cookie']).split(';')[0]!

async function signedIn(): Promise<{ cookie: string }> {
  return { cookie: cookieOf(await post('/demo/users', { email: 'ada@example.com', password: 'correct horse' })) }
}

describe('signing in', () => {
  it('creates the user, keeps his tokens to itself and leads to the form', async () => {
    const answer = await post('/demo/users', { email: 'ada@example.com', password: 'correct horse' })
    expect(answer.statusCode).toBe(303)
    expect(answer.headers['set-cookie']).toMatch(/^raccord_demo=[\w-]{32}; Path=\/demo; .*HttpOnly; SameSite=Lax$/)
    const page = await demo.inject({ url: '/demo', headers: { cookie: cookieOf(answer) } })
    expect(page.body).toContain('name="expected_account_types"')
    expect(page.body).not.toContain('access-')
  })

  it('lets a known user in with his password only', async () => {
    await signedIn()
    const again = await post('/demo/users', { email: 'ada@example.com', password: 'correct horse' })
    expect(again.statusCode).toBe(303)
    const wrong = await post('/demo/users', { email: 'ada@example.com', password: 'wrong horse' })
    expect(wrong.statusCode).toBe(400)
    expect(wrong.body).toContain('with another password')
    expect(wrong.headers['set-cookie']).toBeUndefined()
  })

  it('forgets the visitor on sign-out, whatever cookie is shown later', async () => {
    const headers = await signedIn()
    await post('/demo/sign-out', {}, headers)
    expect((await demo.inject({ url: '/demo/accounts', headers })).statusCode).toBe(303)
  })

  it('refuses a form that another site posts', async () => {
    const answer = await post('/demo/sign-out', {}, { ...(await signedIn()), 'sec-fetch-site': 'cross-site' })
    expect(answer.statusCode).toBe(403)
  })
})

describe('opening the widget', () => {
  const form = { expected_account_types: 'ALL', wait_sync_end: 'true', locale: '', terms_screen: 'show', cancel: 'yes' }

  it('appends the chosen parameters to the link, and nothing for empty fields', async () => {
    const answer = await post('/demo/connect', { ...form, show: 'page' }, await signedIn())
    expect(answer.statusCode).toBe(303)
    const link = new URL(String(answer.headers.location))
    expect(Object.fromEntries(link.searchParams)).toEqual({
      session_id: 's1',
      expected_account_types: 'ALL',
      wait_sync_end: 'true',
      redirect_url: 'http://localhost:80/demo/return',
      cancel_url: 'http://localhost:80/demo/return',
    })
  })

  it('sends an empty terms_body to skip the consent screen', async () => {
    const answer = await post('/demo/connect', { ...form, terms_screen: 'skip' }, await signedIn())
    expect(new URL(String(answer.headers.location)).searchParams.get('terms_body')).toBe('')
  })

  it('frames the identical link, and names the host page as the way back from the bank', async () => {
    const headers = await signedIn()
    const answer = await post('/demo/connect', { ...form, show: 'frame' }, headers)
    expect(answer.headers.location).toBe('/demo/frame')
    const page = await demo.inject({ url: '/demo/frame', headers })
    const source = /<iframe src="([^"]+)"/.exec(page.body)?.[1]?.replaceAll('&amp;', '&')
    expect(new URL(source!).searchParams.get('aspsp_callback_uri')).toBe('http://localhost:80/demo/frame')
    expect(page.headers['content-security-policy']).toContain(`frame-src 'self' ${raccord.url}`)
  })

  it('shows what came back, as text', async () => {
    const page = await demo.inject('/demo/return?status=success&result=created&connection_id=%3Cscript%3E')
    expect(page.body).toContain('The bank is connected.')
    expect(page.body).toContain('&lt;script&gt;')
    expect(page.body).not.toContain('<script>')
  })
})

describe('reading the data', () => {
  it('lets time pass by its buttons, for whoever is signed in', async () => {
    const headers = await signedIn()
    expect((await demo.inject({ url: '/demo/accounts', headers })).body).toContain('action="/demo/clock"')
    expect((await post('/demo/clock', { advance: 'P7D' }, headers)).headers['location']).toBe('/demo/accounts')
    await post('/demo/clock', { advance: 'P9999D' }, headers)
    await post('/demo/clock', { advance: 'P1D' })
    expect(raccord.calls.filter((call) => call.startsWith('clock'))).toEqual(['clock P7D'])
  })

  it('lists accounts by connection', async () => {
    const page = await demo.inject({ url: '/demo/accounts', headers: await signedIn() })
    expect(page.body).toContain('Bank &lt;b&gt;')
    expect(page.body).toContain('-€1,234.50')
  })

  it('draws what the accounts held, and says it in words', async () => {
    const page = await demo.inject({ url: '/demo/accounts', headers: await signedIn() })
    expect(page.body).toContain('role="img" aria-label="Everyday: balance of the last 90 days"')
    expect(page.body).toMatch(/(Up|Down) €[\d,.]+ in 90 days, from -€/)
  })

  it('shows new accounts on the way back; in the frame without a head of its own', async () => {
    const headers = await signedIn()
    const url = '/demo/return?status=success&connection_id=5'
    const page = await demo.inject({ url, headers })
    expect(page.body).toContain('Your new accounts')
    expect(page.body).toContain('Everyday')
    expect(page.body).toContain('<header')
    const nested = await demo.inject({ url, headers: { ...headers, 'sec-fetch-dest': 'iframe' } })
    expect(nested.body).toContain('Everyday')
    expect(nested.body).not.toContain('<header')
    const other = await demo.inject({ url: '/demo/return?status=success&connection_id=6', headers })
    expect(other.body).not.toContain('Your new accounts')
  })

  it('lists transactions page by page, on their day in Paris', async () => {
    const headers = await signedIn()
    const first = await demo.inject({ url: '/demo/accounts/9', headers })
    expect(first.body).toContain('2 Jul 2025')
    expect(first.body).toContain('?page=2')
    const second = await demo.inject({ url: '/demo/accounts/9?page=2', headers })
    expect(second.body).toContain('Bread 2/0')
    expect(second.body).not.toContain('?page=3')
  })

  it('renews an expired token once and goes on', async () => {
    const headers = await signedIn()
    raccord.valid.clear()
    expect((await demo.inject({ url: '/demo/accounts', headers })).statusCode).toBe(200)
    expect(raccord.calls.filter((call) => call === 'POST /token')).toHaveLength(3)
  })

  it('says what Raccord answered when it refuses', async () => {
    const headers = await signedIn()
    await raccord.app.close()
    const page = await demo.inject({ url: '/demo/accounts', headers })
    expect(page.statusCode).toBe(502)
    expect(page.body).toContain('unreachable')
  })
})
