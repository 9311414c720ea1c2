import {
  type AccessTokenOut,
  type AccountOut,
  accessTokenMade,
  accessTokenOut,
  accountOut,
  type ConnectionOut,
  type ConsentOut,
  connectionOut,
  consentOut,
  type TransactionOut,
  transactionChangesOut,
  transactionOut,
  widgetSessionAnswer,
} from '@raccord/contract/wire'
import { z } from 'zod'
import type { ApiLogin } from '../store/member-store.ts'

/** Where Raccord answers and who we are there. */
export interface RaccordSettings {
  /** Of the token calls, the API and the widget session, as this process reaches them. */
  readonly baseUrl: string
  readonly clientId: string
  readonly clientSecret: string
}

export type WidgetEndpoint = 'add_connection' | 'edit_credentials' | 'manage_accounts' | 'user_input'
export type MadeToken = z.output<typeof accessTokenMade>
export type Changes = z.output<typeof transactionChangesOut>

export interface NewToken {
  readonly kind: AccessTokenOut['kind']
  readonly name: string
  readonly account_ids?: readonly string[]
  readonly start_date?: number
  readonly end_date?: number
}

const text = z.string().optional()
const errorBody = z.object({ error: text, error_description: text, request_id: text })

/** An answer other than 2xx. `code` is stable, the message is for a developer, `requestId` finds it in Raccord's log. */
export class RaccordError extends Error {
  readonly status: number
  readonly code: string
  readonly requestId: string | undefined
  constructor(status: number, body: z.output<typeof errorBody>) {
    super(body.error_description ?? `Raccord answered ${status}`)
    this.status = status
    this.code = body.error ?? 'unknown'
    this.requestId = body.request_id
  }
}

const scopes = 'accounts_read accounts_manage connections_manage connections_sync transactions_read'
/** A file of many years takes longer than a list of accounts. */
const usualMs = 20_000

/** The calls of the public API that this application needs, over nothing but `fetch`. */
export class RaccordClient {
  readonly #settings: () => RaccordSettings
  constructor(settings: () => RaccordSettings) {
    this.#settings = settings
  }

  /** Creates one of our users at Raccord. */
  async createUser(login: ApiLogin): Promise<void> {
    const ours = await this.#token({ grant_type: 'client_credentials', scope: 'users_create' })
    await this.#call('/v2.1/users', { token: ours, body: { ...login } })
  }

  /** An access token of a user. 400 `invalid_grant` when he is gone. */
  signIn({ email, password }: ApiLogin): Promise<string> {
    return this.#token({ grant_type: 'password', username: email, password, scope: scopes })
  }

  /** With everything: his banks are told that their consents have ended. */
  async deleteUser(token: string): Promise<void> {
    await this.#call('/v2.1/users/me', { token, method: 'DELETE' })
  }

  /** A link into the widget, with these parameters. */
  async widgetLink(
    token: string,
    endpoint: WidgetEndpoint,
    parameters: Readonly<Record<string, string>>,
  ): Promise<string> {
    const { clientId, clientSecret } = this.#settings()
    const body = { access_token: token, client_id: clientId, client_secret: clientSecret }
    const session = await this.#read('/v2.1/widget_session', widgetSessionAnswer, { body })
    return `${session._links[endpoint]}&${new URLSearchParams(parameters)}`
  }

  connections(token: string, locale: string): Promise<ConnectionOut[]> {
    return this.#read('/v2.1/connections', z.array(connectionOut), { token, locale })
  }

  /** The newest first; what is older than the last five hundred is in the export of a person. */
  consents(token: string): Promise<ConsentOut[]> {
    return this.#read('/v2.1/consents?limit=500', z.array(consentOut), { token })
  }

  accounts(token: string): Promise<AccountOut[]> {
    return this.#read('/v2.1/accounts', z.array(accountOut), { token })
  }

  transactions(token: string, query: Readonly<Record<string, string>>): Promise<TransactionOut[]> {
    return this.#read(`/v2.1/transactions?${new URLSearchParams(query)}`, z.array(transactionOut), { token })
  }

  /** 410 `cursor_gone`: begin again without one. */
  changes(token: string, since: string | undefined, locale: string): Promise<Changes> {
    const query = new URLSearchParams({ limit: '500', ...(since === undefined ? {} : { since }) })
    return this.#read(`/v2.1/transactions/changes?${query}`, transactionChangesOut, { token, locale })
  }

  async sync(token: string, connectionId: string): Promise<void> {
    await this.#call(`/v2.1/connections/${encodeURIComponent(connectionId)}/sync`, { token, body: {} })
  }

  async deleteConnection(token: string, connectionId: string): Promise<void> {
    await this.#call(`/v2.1/connections/${encodeURIComponent(connectionId)}`, { token, method: 'DELETE' })
  }

  tokens(token: string): Promise<AccessTokenOut[]> {
    return this.#read('/v2.1/users/me/access_tokens', z.array(accessTokenOut), { token })
  }

  makeToken(token: string, asked: NewToken): Promise<MadeToken> {
    return this.#read('/v2.1/users/me/access_tokens', accessTokenMade, { token, body: { ...asked } })
  }

  async revokeToken(token: string, id: string): Promise<void> {
    await this.#call(`/v2.1/users/me/access_tokens/${encodeURIComponent(id)}`, { token, method: 'DELETE' })
  }

  /** A file of a private address, not yet read. What the address says of the host is for people outside. */
  async file(link: string, query: URLSearchParams): Promise<Response> {
    return this.#call(`${new URL(link).pathname}?${query}`, { forAsLongAsItTakes: true })
  }

  async #token(grant: Readonly<Record<string, string>>): Promise<string> {
    const { clientId, clientSecret } = this.#settings()
    const body = { client_id: clientId, client_secret: clientSecret, ...grant }
    return (await this.#read('/token', z.object({ access_token: z.string() }), { body })).access_token
  }

  async #read<T extends z.ZodType>(path: string, shape: T, order: Order): Promise<z.output<T>> {
    const response = await this.#call(path, order)
    return shape.parse(await response.json())
  }

  async #call(path: string, order: Order): Promise<Response> {
    const { token, body, locale, method = body ? 'POST' : 'GET' } = order
    const response = await fetch(`${this.#settings().baseUrl}${path}`, {
      method,
      redirect: 'error',
      headers: {
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(locale ? { 'accept-language': locale } : {}),
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
      ...(order.forAsLongAsItTakes ? {} : { signal: AbortSignal.timeout(usualMs) }),
    }).catch(() => {
      throw new RaccordError(502, { error: 'unreachable', error_description: 'Raccord did not answer.' })
    })
    if (response.ok) return response
    const told = await response.json().catch(() => undefined)
    throw new RaccordError(response.status, errorBody.catch({}).parse(told))
  }
}

interface Order {
  readonly token?: string
  readonly method?: string
  readonly body?: Readonly<Record<string, unknown>>
  /** Language that names are asked for in. */
  readonly locale?: string
  readonly forAsLongAsItTakes?: boolean
}
