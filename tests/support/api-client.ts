import { randomBytes } from 'node:crypto'
import type { AccountOut, ConnectionOut, TransactionOut } from '../../packages/contract/src/wire/index.ts'

/** What a client application holds for one of its users. */
export interface ApiUser {
  readonly id: string
  readonly email: string
  /** Absent: he was signed in elsewhere. */
  readonly password?: string
  readonly accessToken: string
}

const client = { client_id: 'sandbox', client_secret: 'sandbox-secret' }

/** A plain HTTP client of the public API: nothing here knows the server's insides. */
export class ApiClient {
  readonly #base: string

  constructor(base: string) {
    this.#base = base
  }

  async post(path: string, body: object, token?: string): Promise<Response> {
    return fetch(this.#base + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
      body: JSON.stringify(body),
    })
  }

  /** A fresh user of the sandbox client, with a token of his own. */
  async newUser(): Promise<ApiUser> {
    const forClient = await this.clientToken()
    const email = `e2e-${randomBytes(6).toString('hex')}@example.org`
    const password = `pw-${randomBytes(9).toString('base64url')}`
    const created = await this.post('/v2.1/users', { email, password }, forClient)
    const id = /(\d+)$/.exec(created.headers.get('location') ?? '')?.[1]
    if (created.status !== 201 || id === undefined) throw new Error(`POST /users answered ${created.status}`)
    return this.again({ id, email, password, accessToken: '' })
  }

  /** The same user with a token of now. */
  async again(user: ApiUser): Promise<ApiUser> {
    const { email: username, password = '' } = user
    const token = await this.#json(this.post('/token', { ...client, grant_type: 'password', username, password }))
    return { ...user, accessToken: String(token['access_token']) }
  }

  async clientToken(): Promise<string> {
    const token = await this.#json(this.post('/token', { ...client, grant_type: 'client_credentials' }))
    return String(token['access_token'])
  }

  /** The `add_connection` link of a new widget session, with the parameters appended as clients do: by `&`. */
  async widgetLink(user: ApiUser, parameters: Readonly<Record<string, string>> = {}): Promise<string> {
    const answer = await this.#json(this.post('/v2.1/widget_session', { ...client, access_token: user.accessToken }))
    const link = (answer['_links'] as { add_connection: string }).add_connection
    const more = new URLSearchParams(parameters).toString()
    return more === '' ? link : `${link}&${more}`
  }

  async get<T>(user: ApiUser, path: string): Promise<T> {
    const answer = await this.fetch(user, path)
    if (!answer.ok) throw new Error(`GET ${path} answered ${answer.status}: ${await answer.text()}`)
    return (await answer.json()) as T
  }

  fetch(user: ApiUser, path: string, init: RequestInit = {}): Promise<Response> {
    return fetch(new URL(path, this.#base), { ...init, headers: { authorization: `Bearer ${user.accessToken}` } })
  }

  connections(user: ApiUser): Promise<ConnectionOut[]> {
    return this.get(user, '/v2.1/connections')
  }

  accounts(user: ApiUser, query = ''): Promise<AccountOut[]> {
    return this.get(user, `/v2.1/accounts${query}`)
  }

  /** Every transaction by `page` and `limit`, until the empty list that ends them. */
  async transactionsByPage(user: ApiUser, limit: number, query = ''): Promise<TransactionOut[]> {
    const all: TransactionOut[] = []
    for (let page = 1; ; page += 1) {
      const rows = await this.get<TransactionOut[]>(user, `/v2.1/transactions?limit=${limit}&page=${page}${query}`)
      if (rows.length === 0) return all
      all.push(...rows)
    }
  }

  /** Every transaction by following `Link: <…>; rel="next"`. */
  async transactionsByCursor(user: ApiUser, limit: number): Promise<TransactionOut[]> {
    const all: TransactionOut[] = []
    let next: string | undefined = `/v2.1/transactions?limit=${limit}`
    while (next !== undefined) {
      const answer = await this.fetch(user, next)
      if (!answer.ok) throw new Error(`GET ${next} answered ${answer.status}`)
      all.push(...((await answer.json()) as TransactionOut[]))
      next = /<([^>]+)>;\s*rel="?next"?/.exec(answer.headers.get('link') ?? '')?.[1]
    }
    return all
  }

  async #json(answer: Promise<Response>): Promise<Record<string, unknown>> {
    const got = await answer
    if (!got.ok) throw new Error(`${new URL(got.url).pathname} answered ${got.status}: ${await got.text()}`)
    return (await got.json()) as Record<string, unknown>
  }
}
