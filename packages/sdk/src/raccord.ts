import { bindCalls, queryOf } from './bind-calls.ts'
import { asCall, type Call } from './call.ts'
import type { ClientCalls } from './generated/calls.ts'
import { eachProvider } from './paging.ts'
import { sendWith } from './send-with.ts'
import { basesOf, type RaccordOptions } from './settings.ts'
import { makeGrant, TokenKeeper, type UserTokens } from './tokens.ts'
import { makeSend } from './transport.ts'
import { makeUser, type RaccordUser } from './user.ts'

export type GrantCode =
  | 'invalid_client'
  | 'invalid_grant'
  | 'invalid_request'
  | 'invalid_scope'
  | 'rate_limited'
  | 'server_error'
  | 'temporarily_unavailable'

export interface UserOptions {
  /** Told of every change: the old refresh token is of no use afterwards. Awaited before the call that needed it goes on. */
  readonly onTokens?: (tokens: UserTokens) => unknown
  /** Separated by spaces. Default: all that the client may ask for. */
  readonly scope?: string
}

export interface SignInLink {
  readonly redirectUri: string
  /** Yours; comes back unchanged. Compare it, so that nobody is signed in as somebody else. */
  readonly state: string
  readonly scope?: string
  /** PKCE, S256. */
  readonly codeChallenge?: string
  readonly locale?: string
}

/** Your application at one installation, with its own token: it is fetched and renewed by itself. */
export interface Raccord extends ClientCalls {
  /** A user by email and password. `invalid_grant` when they don't belong together. */
  signIn(email: string, password: string, options?: UserOptions): Call<RaccordUser, GrantCode>
  /** Where a person signs in at Raccord itself; he comes back to `redirectUri` with `code` and `state`. */
  signInUrl(link: SignInLink): string
  /** A user by the code that came back, within 60 seconds. */
  exchangeCode(
    code: string,
    link: { readonly redirectUri: string; readonly codeVerifier?: string },
    options?: UserOptions,
  ): Call<RaccordUser, GrantCode>
  /** A user whose tokens you stored. */
  user(tokens: UserTokens, options?: UserOptions): RaccordUser
  readonly eachProvider: ReturnType<typeof eachProvider>
}

/** No request is made before the first call. Throws `TypeError` for an address that is none, or not https. */
export function createRaccord(settings: RaccordOptions): Raccord {
  const bases = basesOf(settings)
  const send = makeSend({ fetch: settings.fetch ?? globalThis.fetch, timeoutMs: settings.timeoutMs ?? 30_000 })
  const grant = makeGrant(bases.auth, settings, send)
  const ours = new TokenKeeper(undefined, () => grant({ grant_type: 'client_credentials' }))
  const calls = bindCalls('client', bases.api, sendWith(ours, send)) as ClientCalls

  const user = (tokens: UserTokens, { onTokens }: UserOptions = {}): RaccordUser => {
    const renew = async (held: UserTokens | undefined) => {
      const renewed = await grant({ grant_type: 'refresh_token', refresh_token: held?.refreshToken })
      await onTokens?.(renewed)
      return renewed
    }
    return makeUser(new TokenKeeper(tokens, tokens.refreshToken ? renew : undefined), bases, settings, send)
  }
  const granted = async (fields: Readonly<Record<string, string | undefined>>, options: UserOptions = {}) => {
    const tokens = await grant({ ...fields, scope: options.scope })
    await options.onTokens?.(tokens)
    return user(tokens, options)
  }

  return {
    ...calls,
    signIn: (email, password, options) =>
      asCall(granted({ grant_type: 'password', username: email, password }, options)),
    signInUrl: ({ redirectUri, state, scope, codeChallenge, locale }) => {
      const pkce = codeChallenge ? { code_challenge: codeChallenge, code_challenge_method: 'S256' } : {}
      const asked = { response_type: 'code', client_id: settings.clientId, redirect_uri: redirectUri, scope, state }
      return `${bases.auth}/signin${queryOf({ ...asked, ...pkce, locale })}`
    },
    exchangeCode: (code, { redirectUri, codeVerifier }, options) => {
      const fields = { code, redirect_uri: redirectUri, code_verifier: codeVerifier }
      return asCall(granted({ grant_type: 'authorization_code', ...fields }, options))
    },
    user,
    eachProvider: eachProvider(calls),
  }
}
