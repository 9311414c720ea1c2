import { beforeAll, expect, it } from 'vitest'
import { describeEachDatabase } from '../../../../../tests/support/databases.ts'
import type { DeprecatedUse } from '../../deprecation/deprecated-uses.ts'
import { type ApiHarness, openApiHarness, secretOf } from '../api/testing/api-harness.ts'

const told = {
  deprecation: '@1767225600',
  sunset: 'Fri, 31 Dec 2027 00:00:00 GMT',
  link: '<https://api.example/docs/migration#endpoint.widget_session>; rel="deprecation"; type="text/html", <https://embed.example/v2.1/widget_session>; rel="successor-version"',
}

describeEachDatabase('POST /widget_session', (open) => {
  let api: ApiHarness
  let token = ''
  const uses: [string, readonly DeprecatedUse[]][] = []
  beforeAll(async () => {
    api = await openApiHarness(open, {
      deprecated: { record: async (clientId, used) => void uses.push([clientId, used]) },
    })
    token = (await api.signUp('lea@example.org')).token
  })
  const credentials = { client_id: 'shop', client_secret: secretOf('shop') }
  const call = (query = '', body: object = { ...credentials, access_token: token }) =>
    api.call('POST', `/widget_session${query}`, { body })

  it.each(['/widget_session', '/widget/widget_session'])('%s answers with links of that time', async (path) => {
    const answer = await api.call('POST', path, { form: { ...credentials, access_token: token } })
    expect(answer.status).toBe(200)
    expect(answer.headers).toMatchObject(told)
    const { session_id: id, _links: links } = answer.body as { session_id: string; _links: Record<string, string> }
    expect(id).toMatch(/^[A-Za-z0-9_-]{32}$/)
    expect(links).toEqual(
      Object.fromEntries(
        ['add_connection', 'edit_credentials', 'user_input', 'manage_accounts', 'terms', 'professional_account'].map(
          (name) => [name, `https://embed.example/widget/${name.replace('l_a', 'l-a')}?session_id=${id}`],
        ),
      ),
    )
  })

  it('keeps what is on its address, as it was written, and what is no parameter not at all', async () => {
    const { body } = await call(
      '?redirect_uri=https%3A%2F%2Fshop.example%2Fback%3Fx%3D1&captive_mode=false&utm=1&client_id=x',
    )
    const id = (body as { session_id: string }).session_id
    const rows = await api.database.kysely.selectFrom('widget_session').select(['defaults', 'id_hash']).execute()
    const { createHash } = await import('node:crypto')
    const hash = createHash('sha256').update(id).digest('hex')
    const row = rows.find(({ id_hash }) => Buffer.from(id_hash).toString('hex') === hash)
    expect(row?.defaults).toEqual({ redirect_uri: 'https://shop.example/back?x=1', captive_mode: 'false' })
    expect(uses.at(-1)).toEqual([
      'shop',
      expect.arrayContaining([
        { kind: 'endpoint', name: '/widget_session' },
        { kind: 'parameter', name: 'redirect_uri' },
        { kind: 'parameter', name: 'captive_mode' },
      ]),
    ])
  })

  it.each([
    ['?redirect_uri=https://evil.example/', /^redirect_uri: is not registered/],
    ['?redirect_url=javascript:alert(1)', /^redirect_url: must be an absolute/],
    ['?select_accounts=yes', /^select_accounts: must be true or false/],
    ['?connection_id=x', /^connection_id: must be an id/],
    ['?terms_body=%00', /^terms_body: must be well-formed/],
    ['?captive_mode=true&captive_mode=false', /^captive_mode: was given twice/],
  ])('%s is refused here, not before the person', async (query, message) => {
    const answer = await call(query)
    expect(answer.status).toBe(400)
    expect((answer.body as { error_description: string }).error_description).toMatch(message)
    expect(answer.headers).toMatchObject(told)
  })

  it('tells of its end with every error, too', async () => {
    const answers = [
      await call('', { ...credentials, client_secret: 'wrong', access_token: token }),
      await call('', { ...credentials, access_token: 'nobody’s' }),
      await call('', {}),
      await api.call('GET', '/widget_session'),
      await api.call('POST', '/widget_session', { body: '{', headers: { 'content-type': 'application/json' } }),
      await api.call('POST', '/widget_session', { body: '<x/>', headers: { 'content-type': 'application/xml' } }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 400, 405, 400, 415])
    for (const { headers } of answers) expect(headers).toMatchObject(told)
  })

  it('is 410 from its sunset on, whoever asks', async () => {
    api.clock.advance(Date.parse('2027-12-30T23:59:59Z') - api.clock.now().getTime())
    expect((await call('', {})).status).toBe(400)
    api.clock.advance(1_000)
    for (const answer of [await call(), await call('', {}), await api.call('DELETE', '/widget_session')]) {
      expect(answer.status).toBe(410)
      expect(answer.body).toMatchObject({ error: 'previous_widgets_gone' })
      expect(answer.headers).toMatchObject(told)
    }
    expect((await api.call('POST', '/v2.1/widget_session', { body: {} })).status).toBe(400)
  })
})
