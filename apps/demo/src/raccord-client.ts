/** Where Raccord answers and who we are there. The three bases may be three hosts, or one. */
export interface RaccordSettings {
  readonly authUrl: string
  readonly apiUrl: string
  readonly embedUrl: string
  readonly clientId: string
  readonly clientSecret: string
}

/** A user's tokens, as `POST /token` answers them. Keep them on the server: they open his accounts. */
export interface Tokens {
  readonly access_token: string
  readonly refresh_token: string
}

export interface Account {
  readonly id: string
  readonly connection_id: string
  readonly name: string
  readonly type: string
  readonly account_number: string
  readonly iban?: string
  readonly balance?: number
  readonly currency: string
}

/** `date` is in Unix seconds: midnight in Paris of the day. `amount` has a sign. */
export interface Transaction {
  readonly id: string
  readonly date: number
  readonly label: string
  readonly amount: number
  readonly currency: string
  readonly type: string
  readonly status: string
}

export interface Connection {
  readonly id: string
  readonly name: string
  readonly status: string
}

/** An answer other than 2xx. `code` is stable, the message is for a developer, `requestId` finds it in Raccord's log. */
export class RaccordError extends Error {
  readonly status: number
  readonly code: string
  readonly requestId: string | undefined
  constructor(status: number, body: { error?: string; error_description?: string; request_id?: string }) {
    super(body.error_description ?? `Raccord answered ${status}`)
    this.status = status
    this.code = body.error ?? 'unknown'
    this.requestId = body.request_id
  }
}

const userScopes = 'accounts_manage connections_manage connections_sync transactions_read'

async function call(url: string, init: RequestInit): Promise<Response> {
  const response = await fetch(url, { ...init, signal: AbortSignal.timeout(15_000) }).catch(() => {
    throw new RaccordError(502, { error: 'unreachable', error_description: 'Raccord did not answer. Is it running?' })
  })
  if (response.ok) return response
  throw new RaccordError(response.status, await response.json().catch(() => ({})))
}

function post(url: string, body: Record<string, string>, accessToken?: string): Promise<Response> {
  const authorization = accessToken ? { authorization: `Bearer ${accessToken}` } : {}
  return call(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...authorization },
    body: JSON.stringify(body),
  })
}

/** The calls of the API that this application needs, over nothing but `fetch`. */
export class RaccordClient {
  readonly settings: RaccordSettings
  constructor(settings: RaccordSettings) {
    this.settings = settings
  }

  private async token(grant: Record<string, string>): Promise<Tokens> {
    const { authUrl, clientId, clientSecret } = this.settings
    const response = await post(`${authUrl}/token`, { client_id: clientId, client_secret: clientSecret, ...grant })
    return (await response.json()) as Tokens
  }

  /** Creates one of our users at Raccord; answers his id. 409 `RaccordError` when the email is taken. */
  async createUser(email: string, password: string): Promise<string> {
    const ours = await this.token({ grant_type: 'client_credentials', scope: 'users_create' })
    const response = await post(`${this.settings.apiUrl}/v2.1/users`, { email, password }, ours.access_token)
    return response.headers.get('location')?.split('/').at(-1) ?? ''
  }

  /** Tokens of a user. 400 `invalid_grant` when email and password do not belong together. */
  signIn(email: string, password: string): Promise<Tokens> {
    return this.token({ grant_type: 'password', username: email, password, scope: userScopes })
  }

  /** Refresh tokens rotate: keep the new one. */
  refresh(tokens: Tokens): Promise<Tokens> {
    return this.token({ grant_type: 'refresh_token', refresh_token: tokens.refresh_token })
  }

  /** Lets time pass in the sandbox: schedules, consents and the test bank follow. */
  async advanceClock(advance: string): Promise<void> {
    const ours = await this.token({ grant_type: 'client_credentials' })
    await post(`${this.settings.apiUrl}/v2.1/sandbox/clock`, { advance }, ours.access_token)
  }

  /** Opens a widget session. The link already holds `?session_id=…`: the parameters are appended. */
  async addConnectionLink(tokens: Tokens, parameters: Record<string, string>): Promise<string> {
    const { embedUrl, clientId, clientSecret } = this.settings
    const response = await post(`${embedUrl}/v2.1/widget_session`, {
      access_token: tokens.access_token,
      client_id: clientId,
      client_secret: clientSecret,
    })
    const session = (await response.json()) as { _links: { add_connection: string } }
    return `${session._links.add_connection}&${new URLSearchParams(parameters)}`
  }

  connections(tokens: Tokens): Promise<readonly Connection[]> {
    return this.list<Connection>(tokens, 'connections', {})
  }

  accounts(tokens: Tokens): Promise<readonly Account[]> {
    return this.list<Account>(tokens, 'accounts', {})
  }

  /** One page, the oldest import first. Past the last page the list is empty. */
  transactions(tokens: Tokens, accountId: string, page: number, limit: number): Promise<readonly Transaction[]> {
    return this.list<Transaction>(tokens, 'transactions', { account_id: accountId, page, limit })
  }

  private async list<Item>(tokens: Tokens, what: string, query: Record<string, string | number>): Promise<Item[]> {
    const url = new URL(`${this.settings.apiUrl}/v2.1/${what}`)
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value))
    const response = await call(url.href, { headers: { authorization: `Bearer ${tokens.access_token}` } })
    return (await response.json()) as Item[]
  }
}
