import { Registry } from 'prom-client'
import { beforeAll, expect, it } from 'vitest'
import { describeEachDatabase } from '../../../../../tests/support/databases.ts'
import { gatherUses } from '../../deprecation/gather-uses.ts'
import { createDeprecatedUseStore } from '../../store/repositories/deprecated-use-store.ts'
import { type ApiHarness, openApiHarness, sameDatabase, secretOf } from './testing/api-harness.ts'

describeEachDatabase('migration report', (open) => {
  let api: ApiHarness
  const tokenOf = async (client: string) => {
    const body = { grant_type: 'client_credentials', client_id: client, client_secret: secretOf(client) }
    return ((await api.call('POST', '/token', { body })).body as { access_token: string }).access_token
  }
  beforeAll(async () => {
    api = await openApiHarness(open)
    const uses = gatherUses(createDeprecatedUseStore(api.database), api.clock, () => {})
    const both = [
      { kind: 'endpoint', name: '/widget/terms' },
      { kind: 'parameter', name: 'captive_mode' },
    ] as const
    await uses.record('shop', both)
    api.clock.advance(86_400_000)
    await uses.record('shop', [both[1]])
  })

  it('tells a client of its own use, the rule of each, and when it will be done', async () => {
    const report = await api.call('GET', '/v2.1/migration_report', { token: await tokenOf('shop') })
    expect(report.status).toBe(200)
    expect(report.body).toMatchObject({
      status: 'in_use',
      summary: expect.stringMatching(/^2 things .* last on 2026-03-11\. Done on 2026-04-10/),
      quiet_days: 30,
      last_used: 1_773_221_400,
      done_at: 1_773_221_400 + 30 * 86_400,
      uses: [
        {
          kind: 'parameter',
          name: 'captive_mode',
          count: 2,
          recent_count: 2,
          first_used: 1_773_135_000,
          last_used: 1_773_221_400,
          replacement: 'wait_sync_end',
          explanation: expect.stringContaining('Renamed'),
          guide: 'https://api.example/docs/migration#parameter.captive_mode',
        },
        { kind: 'endpoint', name: '/widget/terms', count: 1, guide: expect.stringContaining('#endpoint.terms') },
      ],
    })
    const { uses, daily } = report.body as { uses: object[]; daily: { count: number }[] }
    expect(uses[1]).not.toHaveProperty('replacement')
    expect(daily).toHaveLength(30)
    expect(daily.slice(-2)).toEqual([
      { day: '2026-03-10', count: 2 },
      { day: '2026-03-11', count: 1 },
    ])
  })

  it('tells no client of another, takes the days asked for, and needs a token of the client', async () => {
    const other = await api.call('GET', '/v2.1/migration_report', { token: await tokenOf('other') })
    expect(other.body).toMatchObject({ status: 'never_used', uses: [] })
    const token = await tokenOf('shop')
    const bad = await api.call('GET', '/v2.1/migration_report?days=0', { token })
    expect(bad.body).toMatchObject({ error: 'invalid_request', error_description: expect.stringContaining('days') })
    const week = await api.call('GET', '/v2.1/migration_report?days=7', { token })
    expect((week.body as { daily: object[] }).daily).toHaveLength(7)
    const user = await api.signUp('report@example.org')
    expect((await api.call('GET', '/v2.1/migration_report', { token: user.token })).status).toBe(403)
    expect((await api.call('GET', '/v2.1/migration_report')).status).toBe(401)
  })

  it('shows the operator every client on a page, behind the metrics token where there is one', async () => {
    const shop = await api.deps.clients.find('shop')
    await api.deps.clients.put({ ...shop!, name: '<script>alert(1)</script>' })
    const page = await api.call('GET', '/migration?days=7')
    expect(page.headers['content-security-policy']).toContain("default-src 'none'; style-src 'self'")
    expect(page.text).not.toMatch(/<script|style="| on\w+="/)
    expect(page.text).toContain('&lt;script&gt;')
    expect(page.text).toMatch(/<section data-status="in_use" data-client="shop">.*<code>wait_sync_end<\/code>/s)
    expect(page.text).toMatch(
      /role="img" aria-label="Uses a day from 2026-03-05 to 2026-03-11: 3 in all, most on 2026-03-10 \(2\)\."/,
    )
    expect(page.text).toMatch(/data-client="other">.*Nothing of the previous widgets was ever used\./s)
    expect(page.text.indexOf('data-client="shop"')).toBeLessThan(page.text.indexOf('data-client="other"'))

    const metrics = { registry: new Registry(), token: 'metrics-token-16' }
    const guarded = await openApiHarness(sameDatabase(api), { metrics })
    expect((await guarded.call('GET', '/migration')).status).toBe(401)
    expect((await guarded.call('GET', '/migration', { token: 'metrics-token-17' })).status).toBe(401)
    expect((await guarded.call('GET', '/migration', { token: 'metrics-token-16' })).status).toBe(200)
  })

  it('explains every rule where the reports point to', async () => {
    const { text } = await api.call('GET', '/docs/migration')
    expect(text).toContain('<section id="parameter.captive_mode">')
    expect(text).toContain('<h2 id="account-types">Account types</h2>')
    const ids = [...text.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })
})
