import { Writable } from 'node:stream'
import { pino } from 'pino'
import { Registry } from 'prom-client'
import { beforeAll, expect, it } from 'vitest'
import { describeEachDatabase } from '../../../../../tests/support/databases.ts'
import { createHttpServer } from '../http-server.ts'
import { logOptions } from '../log-options.ts'
import { registerApi } from './register-api.ts'
import { type ApiHarness, openApiHarness, sameDatabase, secretOf } from './testing/api-harness.ts'

describeEachDatabase('operation', (open) => {
  let first: ApiHarness
  beforeAll(async () => {
    first = await openApiHarness(open)
  })

  it('is alive always and ready when it says so', async () => {
    let ready = false
    const api = await openApiHarness(sameDatabase(first), { isReady: async () => ready })
    expect((await api.call('GET', '/health/live')).status).toBe(200)
    expect(await api.call('GET', '/health/ready')).toMatchObject({ status: 503, body: { error: 'not_ready' } })
    ready = true
    expect((await api.call('GET', '/health/ready')).body).toEqual({ status: 'ok' })
  })

  it('measures requests by route, behind a token where there is one', async () => {
    const api = await openApiHarness(sameDatabase(first), {
      metrics: { registry: new Registry(), token: 'metrics-token-16' },
    })
    await api.call('GET', '/v2.1/users/123', { token: 'x' })
    expect((await api.call('GET', '/metrics')).status).toBe(401)
    expect((await api.call('GET', '/health/proxy')).status).toBe(401)
    expect((await api.call('GET', '/health/proxy', { token: 'metrics-token-16' })).body).toMatchObject({
      hops: 0,
      forwarded: false,
    })
    expect((await api.call('GET', '/metrics', { token: 'metrics-token-17' })).status).toBe(401)
    const { text } = await api.call('GET', '/metrics', { token: 'metrics-token-16' })
    expect(text).toContain(
      'raccord_http_request_duration_seconds_count{method="GET",route="/v2.1/users/:id",status="401"} 1',
    )
    expect(text).toContain('process_cpu_seconds_total')
    expect(text).not.toContain('users/123')
  })

  it('serves its reference where that is wanted', async () => {
    const closed = await openApiHarness(sameDatabase(first), { reference: false })
    for (const path of ['/docs', '/docs/style.css', '/openapi.json'])
      expect([(await first.call('GET', path)).status, (await closed.call('GET', path)).status]).toEqual([200, 404])
    // Where errors and `Deprecation` headers lead.
    expect((await closed.call('GET', '/docs/migration')).status).toBe(200)
  })

  it('takes a harmless request id from the caller, and makes one otherwise', async () => {
    const api = first
    const idFor = async (given: string) =>
      (await api.call('GET', '/health/live', { headers: { 'x-request-id': given } })).headers['x-request-id']
    expect(await idFor('trace-01.A_b')).toBe('trace-01.A_b')
    for (const bad of ['', 'a b', '{"x":1}', 'x'.repeat(65), '<script>', '$(id)', 'é']) {
      expect(await idFor(bad)).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/)
    }
  })

  it('writes no secret and no query into the log', async () => {
    const lines: string[] = []
    const sink = new Writable({
      write(chunk, _encoding, done) {
        lines.push(String(chunk))
        done()
      },
    })
    const api = first
    const app = createHttpServer({ logger: pino(logOptions('trace'), sink) })
    await registerApi(app, {
      ...api.deps,
      metrics: { registry: new Registry() },
      requestSync: () => Promise.reject(new Error('the bank module broke')),
    })
    const user = await api.signUp('logged@example.org')
    const secrets = [user.token, user.refresh, secretOf('shop'), 'correct horse', 'in-the-query', 'logged@example.org']
    const client = { client_id: 'shop', client_secret: secretOf('shop') }
    const post = (url: string, payload: object, headers: Record<string, string> = {}) =>
      app.inject({ method: 'POST', url, payload, headers })
    const bearer = { authorization: `Bearer ${user.token}`, cookie: 'session=in-the-query' }
    await post('/token', {
      grant_type: 'password',
      username: 'logged@example.org',
      password: 'correct horse',
      ...client,
    })
    await post('/token', { grant_type: 'refresh_token', refresh_token: user.refresh, ...client })
    await post('/v2.1/widget_session', { access_token: user.token, refresh_token: user.refresh, ...client })
    await app.inject({ url: '/v2.1/accounts?q=in-the-query', headers: bearer })
    await app.inject({ url: '/nowhere?session_id=in-the-query', headers: bearer })
    const broken = await post('/v2.1/connections/1/sync', {}, bearer)
    expect(broken.json()).toMatchObject({ error: 'server_error' })
    expect(broken.body).not.toContain('bank module')
    const log = lines.join('')
    expect(log).toContain('"path":"/v2.1/accounts"')
    expect(log).toContain('the bank module broke')
    expect(log).toContain(broken.json().request_id)
    for (const secret of secrets) expect(log).not.toContain(secret)
  })
})
