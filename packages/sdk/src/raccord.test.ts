import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createRaccord, type Raccord, RaccordError, type UserTokens } from './index.ts'

type Handler = (request: IncomingMessage, response: ServerResponse, body: Record<string, string>) => void

let server: Server
let url: string
let raccord: Raccord
let seen: string[]
let routes: Record<string, Handler>
let issued: number

const json = (response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}) =>
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
const refuse = (response: ServerResponse, status: number, error: string, headers: Record<string, string> = {}) =>
  json(
    response,
    status,
    { error, error_description: 'because', request_id: 'r1' },
    { 'x-request-id': 'r1', ...headers },
  )

const tokens: UserTokens = { accessToken: 'u0', refreshToken: 'f0', expiresAt: Date.now() + 3_600_000, scope: 'all' }

beforeEach(async () => {
  seen = []
  issued = 0
  routes = {
    'POST /token': (_request, response, body) => {
      issued += 1
      const user = body['grant_type'] !== 'client_credentials'
      json(response, 200, {
        access_token: `${user ? 'u' : 'c'}${issued}`,
        token_type: 'Bearer',
        expires_in: 3600,
        scope: '',
        ...(user ? { refresh_token: `f${issued}` } : {}),
      })
    },
  }
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const text = Buffer.concat(chunks).toString()
    const path = new URL(request.url ?? '', 'http://x').pathname
    seen.push(`${request.method} ${request.url} ${request.headers.authorization ?? '-'}`)
    const handler = routes[`${request.method} ${path}`]
    if (handler) handler(request, response, text === '' ? {} : (JSON.parse(text) as Record<string, string>))
    else refuse(response, 404, 'not_found')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  raccord = createRaccord({ url, clientId: 'c', clientSecret: 's' })
})
afterEach(() => {
  server.close()
  server.closeAllConnections()
})

describe('tokens', () => {
  it('of the client are fetched once, and once more when one is no longer valid', async () => {
    let valid = 'Bearer c1'
    routes['GET /v2.1/webhooks'] = (request, response) =>
      request.headers.authorization === valid ? json(response, 200, []) : refuse(response, 401, 'invalid_token')
    await Promise.all([raccord.listWebhooks(), raccord.listWebhooks(), raccord.listWebhooks()])
    expect(seen.filter((line) => line.startsWith('POST /token'))).toHaveLength(1)
    valid = 'Bearer c2'
    await Promise.all([raccord.listWebhooks(), raccord.listWebhooks()])
    expect(seen.filter((line) => line.startsWith('POST /token'))).toHaveLength(2)
  })

  it('of a user are renewed once for all calls, before they end, and told before they are used', async () => {
    const told: UserTokens[] = []
    routes['GET /v2.1/accounts'] = (_request, response) => json(response, 200, [])
    const user = raccord.user({ ...tokens, expiresAt: Date.now() - 1 }, { onTokens: (fresh) => told.push(fresh) })
    await Promise.all([user.listAccounts(), user.listAccounts()])
    expect(told.map(({ refreshToken }) => refreshToken)).toEqual(['f1'])
    expect(user.tokens().accessToken).toBe('u1')
    expect(seen.slice(1)).toEqual(['GET /v2.1/accounts Bearer u1', 'GET /v2.1/accounts Bearer u1'])
  })

  it('that can not be renewed end the call with what the server said', async () => {
    routes['POST /token'] = (_request, response) => refuse(response, 400, 'invalid_grant')
    routes['GET /v2.1/accounts'] = (_request, response) => refuse(response, 401, 'invalid_token')
    const gone = await raccord.user(tokens).listAccounts().result()
    expect(gone).toMatchObject({ ok: false, error: { code: 'invalid_grant', status: 400, requestId: 'r1' } })
    const { refreshToken: _none, ...bare } = tokens
    const kept = await raccord
      .user({ ...bare, refreshToken: undefined })
      .listAccounts()
      .result()
    expect(kept).toMatchObject({ ok: false, error: { code: 'invalid_token' } })
  })
})

describe('failures', () => {
  it('are a union, or thrown, as the caller likes', async () => {
    const user = raccord.user(tokens)
    const result = await user.getAccount('9').result()
    if (result.ok) throw new Error('there is no such account')
    // Compiles only as long as the codes of a call are a closed list.
    const said: 'gone' | 'other' = result.error.code === 'not_found' ? 'gone' : 'other'
    expect(said).toBe('gone')
    await expect(user.getAccount('9')).rejects.toBeInstanceOf(RaccordError)
  })

  it('tell a proxy’s page, a redirect, silence and nobody apart', async () => {
    const patient = raccord.user(tokens)
    const hasty = createRaccord({ url, clientId: 'c', clientSecret: 's', timeoutMs: 50 }).user(tokens)
    routes['GET /v2.1/accounts/1'] = (_request, response) => response.writeHead(502).end('<html>')
    routes['GET /v2.1/accounts/2'] = (_request, response) => response.writeHead(302, { location: '/else' }).end()
    routes['GET /v2.1/accounts/3'] = () => {}
    routes['GET /v2.1/accounts/4'] = (_request, response) => response.writeHead(200).end('{"half')
    routes['GET /v2.1/accounts/5'] = (request) => request.socket.destroy()
    const codes = []
    for (const id of ['1', '2', '3', '4', '5']) {
      const result = await (id === '3' ? hasty : patient).getAccount(id).result()
      codes.push(result.ok ? 'ok' : result.error.code)
    }
    expect(codes).toEqual(['unreadable_answer', 'unreadable_answer', 'timed_out', 'unreadable_answer', 'unreachable'])
    expect(seen.join()).not.toContain('/else')
  })

  it('come again by themselves when the server says when, and not for ever', async () => {
    let asked = 0
    routes['GET /v2.1/accounts'] = (_request, response) => {
      asked += 1
      if (asked < 2) refuse(response, 503, 'temporarily_unavailable', { 'retry-after': '0' })
      else json(response, 200, [])
    }
    await raccord.user(tokens).listAccounts()
    expect(asked).toBe(2)
    routes['GET /v2.1/accounts'] = (_request, response) => refuse(response, 429, 'rate_limited', { 'retry-after': '0' })
    seen = []
    await expect(raccord.user(tokens).listAccounts()).rejects.toMatchObject({ code: 'rate_limited', retryAfter: 0 })
    expect(seen).toHaveLength(3)
  })

  it('name neither secret nor token', async () => {
    routes['POST /token'] = (_request, response) => refuse(response, 401, 'invalid_client')
    const secret = createRaccord({ url, clientId: 'c', clientSecret: 'hush-hush' })
    const error = await secret.listWebhooks().catch((thrown: unknown) => thrown)
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('hush')
  })

  it('of the program are thrown: no id, an address in the clear', async () => {
    expect(() => raccord.user(tokens).getAccount('..')).toThrow(TypeError)
    expect(() => raccord.user(tokens).getAccount('')).toThrow(TypeError)
    expect(() => createRaccord({ url: 'http://raccord.example', clientId: 'c', clientSecret: 's' })).toThrow(TypeError)
    await expect(raccord.user(tokens).getAccount('a/../b?c')).rejects.toMatchObject({ code: 'not_found' })
    expect(seen.at(-1)).toMatch('GET /v2.1/accounts/a%2F..%2Fb%3Fc ')
  })

  it('end at once when the caller gives up, with his reason', async () => {
    routes['GET /v2.1/accounts'] = () => {}
    const controller = new AbortController()
    const call = raccord.user(tokens).listAccounts({}, { signal: controller.signal })
    controller.abort(new Error('enough'))
    await expect(call).rejects.toThrow('enough')
  })
})

describe('pages', () => {
  it('of transactions follow the cursor of the link, to our own address whatever it says', async () => {
    routes['GET /v2.1/transactions'] = (request, response) => {
      const cursor = new URL(request.url ?? '', url).searchParams.get('cursor')
      const next = cursor === null ? 'a' : cursor === 'a' ? 'b' : undefined
      const link = next
        ? { link: `<https://elsewhere.example/v2.1/transactions?cursor=${next}&limit=2>; rel="next"` }
        : {}
      json(response, 200, [{ id: cursor ?? '0' }], link as Record<string, string>)
    }
    const ids = []
    for await (const { id } of raccord
      .user(tokens)
      .eachTransaction({ account_id: '7', included_statuses: ['BOOKED', 'PENDING'] }))
      ids.push(id)
    expect(ids).toEqual(['0', 'a', 'b'])
    expect(seen[1]).toBe(
      'GET /v2.1/transactions?limit=500&account_id=7&included_statuses=BOOKED%2CPENDING&cursor=a Bearer u0',
    )
  })

  it('of accounts and banks are counted until one is short', async () => {
    const page: Handler = (request, response) => {
      const at = new URL(request.url ?? '', url).searchParams.get('page')
      json(response, 200, at === '1' ? [{ id: '1' }, { id: '2' }] : [{ id: '3' }])
    }
    routes['GET /v2.1/accounts'] = page
    routes['GET /v2.1/providers'] = page
    expect((await all(raccord.user(tokens).eachAccount({ limit: 2 }))).map(({ id }) => id)).toEqual(['1', '2', '3'])
    expect((await all(raccord.eachProvider({ limit: 2 }))).map(({ id }) => id)).toEqual(['1', '2', '3'])
  })

  it('of changes go on while there are more; of events, after the last one', async () => {
    routes['GET /v2.1/transactions/changes'] = (request, response) => {
      const since = new URL(request.url ?? '', url).searchParams.get('since')
      json(response, 200, {
        added: [],
        modified: [],
        removed: [],
        next_cursor: `${since ?? ''}x`,
        has_more: since === null,
      })
    }
    const pages = await all(raccord.user(tokens).eachChange())
    expect(pages.map((page) => page.next_cursor)).toEqual(['x', 'xx'])
    routes['GET /v2.1/queues/q/events'] = (request, response) => {
      const after = Number(new URL(request.url ?? '', url).searchParams.get('after') ?? 0)
      json(response, 200, [{ id: String(after + 1) }])
    }
    const ids = []
    for await (const event of raccord.user(tokens).eachEvent('q')) {
      ids.push(event.id)
      if (ids.length === 3) break
    }
    expect(ids).toEqual(['1', '2', '3'])
  })
})

it('makes a link of the widget, with lists and booleans as it reads them', async () => {
  routes['POST /v2.1/widget_session'] = (_request, response, body) =>
    body['access_token'] === 'u0'
      ? refuse(response, 401, 'invalid_token')
      : json(response, 200, {
          session_id: 'sid',
          _links: { add_connection: `${url}/v2.1/widget/add_connection?session_id=sid` },
        })
  const link = await raccord.user(tokens).widgetLink('add_connection', {
    redirect_url: 'https://shop.example/back?a=1&b=2',
    favorite_providers: ['101', '102'],
    wait_sync_end: false,
  })
  expect(link.sessionId).toBe('sid')
  expect(Object.fromEntries(new URL(link.url).searchParams)).toEqual({
    session_id: 'sid',
    redirect_url: 'https://shop.example/back?a=1&b=2',
    favorite_providers: '101,102',
    wait_sync_end: 'false',
  })
})

async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const found: Item[] = []
  for await (const item of items) found.push(item)
  return found
}
