import { bindCalls, queryOf } from './bind-calls.ts'
import { asCall, type Call, type CallOptions } from './call.ts'
import { RaccordError } from './errors.ts'
import type { UserCalls } from './generated/calls.ts'
import type { ParametersOf } from './generated/parameters.ts'
import type { Transaction, WidgetSession } from './generated/shapes.ts'
import { byCursor, type EachTransaction, eachAccount, eachChange, eachEvent } from './paging.ts'
import { sendWith } from './send-with.ts'
import type { Bases, RaccordOptions } from './settings.ts'
import type { TokenKeeper, UserTokens } from './tokens.ts'
import type { Send } from './transport.ts'

export interface WidgetLink {
  /** For `getWidgetSession`: how it ended, though the browser never came back. */
  readonly sessionId: string
  /** Send the person there, or give it to `@raccord/embed`. */
  readonly url: string
}

/** One user of yours, with his token: it is renewed by itself. */
export interface RaccordUser extends UserCalls {
  /** The newest. Store them whenever `onTokens` tells of new ones. */
  tokens(): UserTokens
  /** Begins a widget session and answers the link of this endpoint, with these parameters. Needs `connections_manage`. */
  widgetLink<Endpoint extends keyof ParametersOf>(
    endpoint: Endpoint,
    parameters?: ParametersOf[Endpoint],
    options?: CallOptions,
  ): Call<
    WidgetLink,
    'insufficient_scope' | 'invalid_request' | 'invalid_token' | 'server_error' | 'temporarily_unavailable'
  >
  readonly eachTransaction: EachTransaction
  readonly eachAccount: ReturnType<typeof eachAccount>
  readonly eachChange: ReturnType<typeof eachChange>
  readonly eachEvent: ReturnType<typeof eachEvent>
}

export function makeUser(keeper: TokenKeeper, bases: Bases, settings: RaccordOptions, send: Send): RaccordUser {
  const authorised = sendWith(keeper, send)
  const calls = bindCalls('user', bases.api, authorised) as UserCalls

  async function link(endpoint: keyof ParametersOf, parameters: object, options?: CallOptions): Promise<WidgetLink> {
    // The token stands in the body here: a renewed one needs a body of its own.
    const begin = async (accessToken: string) => {
      const body = { access_token: accessToken, client_id: settings.clientId, client_secret: settings.clientSecret }
      const answer = await send({ method: 'POST', url: `${bases.embed}/v2.1/widget_session`, body, options })
      return answer.body as WidgetSession
    }
    const token = await keeper.token()
    const session = await begin(token).catch(async (error: unknown) => {
      if (!(error instanceof RaccordError) || error.code !== 'invalid_token') throw error
      const fresh = await keeper.after(token)
      if (fresh === undefined) throw error
      return begin(fresh)
    })
    const more = queryOf(parameters as Readonly<Record<string, unknown>>).replace('?', '&')
    return { sessionId: session.session_id, url: session._links[endpoint] + more }
  }

  return {
    ...calls,
    tokens: () => keeper.held as UserTokens,
    widgetLink: (endpoint, parameters = {}, options) => asCall(link(endpoint, parameters, options)),
    eachTransaction: (query = {}, options) =>
      byCursor<Transaction>((cursor) => {
        const page = { limit: 500, ...query, ...(cursor === undefined ? {} : { cursor }) }
        return authorised({ method: 'GET', url: `${bases.api}/v2.1/transactions${queryOf(page)}`, options })
      }),
    eachAccount: eachAccount(calls),
    eachChange: eachChange(calls),
    eachEvent: eachEvent(calls),
  }
}
