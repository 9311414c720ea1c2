import { errors } from '@raccord/contract'
import { beforeAll, describe, expect, it } from 'vitest'
import { describeEachDatabase } from '../../../../../tests/support/databases.ts'
import { apiRoutes } from './routes.ts'
import { type ApiHarness, openApiHarness, secretOf } from './testing/api-harness.ts'
import { seedAccount, seedConnection, seedTransaction } from './testing/seed-bank-data.ts'

/** Ids that are nobody's, in every way to write one wrong. */
const badIds = [
  '0',
  '-1',
  '1.5',
  'abc',
  '%00',
  '9007199254740993',
  '9'.repeat(30),
  '%F0%9F%92%A3',
  "1'--",
  '1%2F2',
  '١',
]

const badBodies: [name: string, body: string | object, type?: string][] = [
  ['no JSON', '{"a":', 'application/json'],
  ['empty', '', 'application/json'],
  ['null', 'null', 'application/json'],
  ['a number', '1', 'application/json'],
  ['an array', '[]', 'application/json'],
  ['a string', '"x"', 'application/json'],
  ['prototype', '{"__proto__":{"a":1}}', 'application/json'],
  ['another type', '<a/>', 'application/xml'],
  ['no type', 'grant_type=password', ''],
  ['too large', JSON.stringify({ a: 'x'.repeat(70_000) }), 'application/json'],
  ['binary form', '%00%ff=%00&%', 'application/x-www-form-urlencoded'],
  ['deep', `{"email":${'['.repeat(5000)}${']'.repeat(5000)}}`, 'application/json'],
]

/** For a field of any name: a value of a wrong kind. */
const badValues = [null, 1, true, [], ['a', 'b'], {}, 'x'.repeat(30_000), 'nul\0', '\ud800', Number.MAX_VALUE]

const fields = [
  ...['grant_type', 'client_id', 'client_secret', 'username', 'password', 'refresh_token', 'scope', 'access_token'],
  ...['email', 'first_name', 'birthdate', 'address', 'auto_sync', 'type', 'psu_ip_address', 'psu_user_agent'],
]

/** What a call needs before it looks for its id. */
const own: Readonly<Record<string, object>> = {
  replayWebhook: { from: 1 },
  uploadFiles: { files: [{ name: 'a.csv', content: 'YQ==' }] },
}

const queryNames = [
  ...['q', 'countries', 'page', 'limit', 'connection_id', 'type', 'status', 'usage', 'sort', 'account_id', 'cursor'],
  ...['start_date', 'end_date', 'start_import_date', 'amount', 'min_amount', 'max_amount', 'account_type'],
  ...['category_id', 'origin', 'included_statuses', 'excluded_statuses'],
]
const badQueries = ['', '%00', 'a%00b', '9'.repeat(400), '-9', '1e999', '%FF', '%E0%A4%A', "';--", '%F0%9F%92%A3', '💣']

describeEachDatabase('every call of the API', (open) => {
  let api: ApiHarness
  let userToken: string
  let clientToken: string
  const strangers: Record<string, number> = {}
  beforeAll(async () => {
    api = await openApiHarness(open, { failureLimits: { signIns: 1_000_000, clientSecrets: 1_000_000 } })
    userToken = (await api.signUp('caller@example.org')).token
    const body = { grant_type: 'client_credentials', client_id: 'shop', client_secret: secretOf('shop') }
    clientToken = ((await api.call('POST', '/token', { body })).body as { access_token: string }).access_token
    const other = await api.signUp('other@example.org', 'other')
    const userId = Number(other.id)
    const connectionId = await seedConnection(api.database, userId)
    const accountId = await seedAccount(api.database, { userId, connectionId })
    const transactionId = await seedTransaction(api.database, { userId, accountId })
    Object.assign(strangers, {
      users: userId,
      connections: connectionId,
      accounts: accountId,
      transactions: transactionId,
    })
  })

  /** What any bad call must end in: an error of the table, never a fault of ours. */
  function expectNamed(
    answer: { status: number; body: unknown; headers: Record<string, unknown> },
    what: string,
  ): void {
    expect(answer.status, what).toBeLessThan(500)
    if (answer.status < 400) return
    const body = answer.body as { error: keyof typeof errors; error_description: string; request_id: string }
    expect(Object.keys(errors), what).toContain(body.error)
    expect(answer.status, what).toBe(errors[body.error].status)
    expect(body.error_description, what).toMatch(/\S/)
    expect(body.request_id, what).toBe(answer.headers['x-request-id'])
    expect(JSON.stringify(body), what).not.toMatch(/\bat \S+:\d+|node_modules|select |insert /)
  }

  for (const route of apiRoutes) {
    for (const path of route.paths) {
      describe(`${route.method} ${path}`, () => {
        // The call itself takes whichever of the two is right; the other one is a bad input like any.
        const tokens = (): string[] => [userToken, clientToken]

        // What anybody may read has no token to be wrong.
        it.skipIf(path.startsWith('/.well-known/'))(
          'needs its token, and says 401 without or with a wrong one',
          async () => {
            for (const token of [undefined, 'x', 'x'.repeat(43), `${userToken} x`]) {
              const answer = await api.call(
                route.method,
                path.replace(':id', '1'),
                token === undefined ? {} : { token },
              )
              // These two identify the client by the body, which is empty here.
              const expected = ['/token', '/v2.1/widget_session'].includes(route.paths[0] ?? '') ? 400 : 401
              expect(answer.status).toBe(expected)
              expectNamed(answer, String(token))
            }
          },
        )

        it('answers 405 with Allow to another method', async () => {
          const answer = await api.app.inject({ method: 'PATCH', url: path.replace(':id', '1'), payload: '{' })
          expect(answer.statusCode).toBe(405)
          expect(answer.headers['allow']).toContain(route.method)
          expect(answer.json()).toMatchObject({ error: 'method_not_allowed' })
        })

        if (path.includes(':id'))
          it('finds nothing for bad ids, nor for another client’s', async () => {
            const kind = /v2\.1\/(\w+)/.exec(path)?.[1] ?? ''
            const needed = route.method === 'PUT' ? { auto_sync: false } : own[route.operationId]
            const body = needed ? { body: needed } : {}
            const recorded = [api.removals.length, api.syncs.length]
            for (const id of badIds) {
              for (const token of tokens()) {
                const answer = await api.call(route.method, path.replace(':id', id), { token, ...body })
                expect([403, 404], id).toContain(answer.status)
                expectNamed(answer, id)
              }
            }
            expect([api.removals.length, api.syncs.length]).toEqual(recorded)
            const theirs = strangers[kind]
            // What a removal or a synchronisation finds is tested where they are.
            if (theirs === undefined || (kind !== 'users' && /delete|sync/.test(route.operationId))) return
            for (const token of tokens()) {
              const answer = await api.call(route.method, path.replace(':id', String(theirs)), { token, ...body })
              expect([403, 404]).toContain(answer.status)
            }
          })

        if (route.method === 'POST' || route.method === 'PUT')
          it('names what is wrong with a body', async () => {
            const url = path.replace(':id', '1')
            for (const [name, payload, type] of badBodies) {
              for (const token of tokens()) {
                const headers = { authorization: `Bearer ${token}`, ...(type ? { 'content-type': type } : {}) }
                const answer = await api.app.inject({ method: route.method, url, headers, payload })
                const isJson = String(answer.headers['content-type'] ?? '').includes('json')
                const seen = {
                  status: answer.statusCode,
                  headers: answer.headers,
                  body: isJson ? answer.json() : undefined,
                }
                expectNamed(seen, name)
                if (name === 'another type' && seen.status !== 403) expect(seen.status).toBe(415)
                // Files are large; `files.test.ts` has what is too large there.
                const large = name === 'too large' && route.operationId !== 'uploadFiles'
                if (large && seen.status !== 403) expect(seen.status).toBe(413)
              }
            }
          })

        if (route.method === 'POST' || route.method === 'PUT')
          it('names what is wrong with a field', async () => {
            const url = path.replace(':id', '1')
            const whole = {
              grant_type: 'password',
              username: 'caller@example.org',
              access_token: userToken,
              client_id: 'shop',
              client_secret: secretOf('shop'),
              email: 'fine@example.org',
              password: 'long enough',
              auto_sync: true,
            }
            for (const field of fields) {
              for (const value of badValues) {
                const token = url.endsWith('/users') ? clientToken : userToken
                const answer = await api.call(route.method, url, { token, body: { ...whole, [field]: value } })
                expectNamed(answer, `${field} ${JSON.stringify(value).slice(0, 40)}`)
                const { error, error_description } = (answer.body ?? {}) as Record<string, string>
                if (error === 'invalid_request') expect(error_description).toMatch(new RegExp(`^(${field}|\\w+)[.:]`))
              }
            }
          })

        // A call without query parameters ignores them all.
        if (route.method === 'GET' && !path.includes(':id'))
          it('names what is wrong with a query', async () => {
            const url = path.replace(':id', '1')
            for (const name of queryNames) {
              const doubled = [`${name}=1&${name}=2`, `${name}[]=1`, `${name}[a]=1`]
              for (const query of [...badQueries.map((value) => `${name}=${value}`), ...doubled]) {
                expectNamed(await api.call('GET', `${url}?${query}`, { token: userToken }), query)
              }
            }
          })
      })
    }
  }

  it('answers unknown paths, bad paths and bad methods in the same way', async () => {
    for (const url of [
      '/',
      '/v2.1',
      '/v2.1/nothing',
      '/v2.1/users/1/2',
      '/%zz',
      '/v2.1/users/%',
      `/${'a'.repeat(5000)}`,
    ]) {
      const answer = await api.call('GET', url)
      expect([400, 404], url).toContain(answer.status)
      expectNamed(answer, url)
    }
  })
})
