import { randomUUID } from 'node:crypto'
import { type Answer, type Failed, type ReturnAddress, unreadableAnswer } from '@raccord/connector-kit'
import {
  type AuthorizationCodeGrantChecks,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  enableDetachedSignatureResponseChecks,
  enableNonRepudiationChecks,
  randomNonce,
  randomPKCECodeVerifier,
  skipStateCheck,
  useCodeIdTokenResponseType,
} from 'openid-client'
import { z } from 'zod'
import type { OAuthClient } from './client.ts'
import { oauthFailure } from './failure.ts'
import { jwtTimes, signerOf, signJwt } from './signer.ts'
import { type TokenSet, tokensOf } from './tokens.ts'

export const responseTypes = ['code', 'code id_token'] as const

/** One authorization request under way; in a driver's state until the browser is back, and used once. */
export const pendingAuthorization = z.object({
  state: z.string(),
  redirectUri: z.string(),
  /** Not in states of before there was a choice. */
  responseType: z.enum(responseTypes).default('code'),
  verifier: z.string().optional(),
  /** An ID token is expected, and must carry it. */
  nonce: z.string().optional(),
})
export type PendingAuthorization = z.infer<typeof pendingAuthorization>

export interface AuthorizationRequest {
  readonly scope: string
  readonly redirect: ReturnAddress
  /** `code id_token` proves by a signature which server answered, and which code it gave (FAPI 1.0 Advanced §5.2.2.1). */
  readonly responseType?: (typeof responseTypes)[number]
  /** With `openid` in the scope. */
  readonly idToken?: boolean
  /** Present: the request travels as a signed object (RFC 9101), these claims in it; lifetime in seconds. */
  readonly requestObject?: { readonly claims: { readonly [name: string]: unknown }; readonly lifetime: number }
  /** Has the last word on the parameters, for servers that compare their order or miss some of their own. */
  readonly arrange?: (own: URLSearchParams) => URLSearchParams
}

/** Where the browser goes (RFC 6749 §4.1.1), and what its return must match. */
export async function authorizationUrl(
  client: OAuthClient,
  request: AuthorizationRequest,
): Promise<{ readonly url: string; readonly pending: PendingAuthorization } | Failed> {
  const { options, server, clientId, bank } = client
  const responseType = request.responseType ?? 'code'
  const verifier = (options.pkce ?? true) ? randomPKCECodeVerifier() : undefined
  const nonce = request.idToken ? randomNonce() : undefined
  const parameters: { [name: string]: string } = {
    ...options.authorizationParameters,
    client_id: clientId,
    response_type: responseType,
    redirect_uri: request.redirect.uri,
    scope: request.scope,
    state: request.redirect.state,
    ...(nonce === undefined ? {} : { nonce }),
    ...(verifier === undefined
      ? {}
      : { code_challenge: await calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256' }),
  }
  try {
    if (request.requestObject) {
      const { claims, lifetime } = request.requestObject
      const times = { ...jwtTimes(bank.now(), lifetime), jti: randomUUID() }
      parameters['request'] = await signJwt(signerOf(bank, options), {
        ...parameters,
        iss: clientId,
        aud: server.issuer,
        ...times,
        ...claims,
      })
    }
    const shown = request.requestObject ? openParameters(parameters) : parameters
    const url = buildAuthorizationUrl(client.configure('oauth.authorize'), shown)
    if (request.arrange) url.search = request.arrange(url.searchParams).toString()
    const pending = {
      state: request.redirect.state,
      redirectUri: request.redirect.uri,
      responseType,
      verifier,
      nonce,
    }
    return { url: url.href, pending }
  } catch (error) {
    return oauthFailure('oauth.authorize', error, client)
  }
}

/** Beside a request object only what OpenID Connect Core §6.1 demands; servers read the rest from the object. */
function openParameters(parameters: { readonly [name: string]: string }): { [name: string]: string } {
  const names = ['client_id', 'response_type', 'scope', 'redirect_uri', 'state', 'nonce', 'request']
  return Object.fromEntries(Object.entries(parameters).filter(([name]) => names.includes(name)))
}

export interface TradeManners {
  /** In their order; what OAuth itself needs is added, or filled in where it stands. By default the client's own. */
  readonly parameters?: URLSearchParams
  /** For a server that loses `state` on the way back: PKCE then is all that ties the code to its request. */
  readonly stateLost?: boolean
}

export interface TradedCode {
  readonly tokens: TokenSet
  /** Of the ID token, checked. */
  readonly claims?: { readonly [name: string]: unknown }
}

/**
 * Trades the code for tokens. `state` must be ours; where the server names itself in answers, `iss` must be its own (RFC
 * 9207); a hybrid answer must be signed by it over this code and state; an ID token must carry our nonce. With many banks
 * behind one callback that is what stops a mix-up.
 */
export async function tradeCode(
  client: OAuthClient,
  pending: PendingAuthorization,
  query: { readonly [name: string]: string },
  { parameters, stateLost }: TradeManners = {},
): Promise<TradedCode | Failed> {
  const { bank } = client
  const configuration = client.configure('oauth.token', pending.nonce !== undefined)
  const back = URL.parse(pending.redirectUri)
  if (!back) return unreadableAnswer('oauth.return', 'no return address')
  const hybrid = pending.responseType === 'code id_token'
  if (hybrid) {
    useCodeIdTokenResponseType(configuration)
    enableDetachedSignatureResponseChecks(configuration)
    // A hybrid answer came in the fragment; our callback has turned it into a query.
    back.hash = new URLSearchParams(query).toString()
  } else {
    for (const [name, value] of Object.entries(query)) back.searchParams.set(name, value)
  }
  if (pending.nonce !== undefined && client.server.jwks_uri !== undefined) enableNonRepudiationChecks(configuration)
  try {
    const checks: AuthorizationCodeGrantChecks = {
      // One that does come back must be ours all the same.
      expectedState: stateLost && query['state'] === undefined ? skipStateCheck : pending.state,
      pkceCodeVerifier: pending.verifier,
      ...(pending.nonce === undefined ? {} : { expectedNonce: pending.nonce, idTokenExpected: true }),
    }
    const answer = await authorizationCodeGrant(
      configuration,
      back,
      checks,
      parameters ?? client.options.tokenParameters,
    )
    const claims = answer.claims()
    return { tokens: tokensOf(answer, bank.now()), ...(claims ? { claims } : {}) }
  } catch (error) {
    const failed = oauthFailure('oauth.token', error, client)
    // A code lives for a minute and works once: the person begins again.
    return failed.bankCode === 'INVALID_GRANT' ? { ...failed, reason: 'challenge_expired' } : failed
  }
}

/** The same for drivers that wait for nothing but the browser. `pending` is absent once it was used. */
export async function tradeReturn(
  client: OAuthClient,
  pending: PendingAuthorization | undefined,
  answer: Answer,
): Promise<TradedCode | Failed> {
  if (answer.kind === 'poll') return { kind: 'failed', reason: 'challenge_expired', detail: 'nobody came back' }
  if (answer.kind !== 'returned') return unreadableAnswer('resume', 'nothing was asked here')
  return pending
    ? tradeCode(client, pending, answer.query)
    : { kind: 'failed', reason: 'challenge_expired', detail: 'oauth.return: used before' }
}
