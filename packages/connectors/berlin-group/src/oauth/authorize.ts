import type { Failed, Outcome } from '@raccord/connector-kit'
import {
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  randomPKCECodeVerifier,
  skipStateCheck,
  tokenRevocation,
} from 'openid-client'
import { failWith, type Session } from '../call/session.ts'
import { writeState } from '../state.ts'
import { codeFlowOf, loadServer, oauthClient } from './oauth-client.ts'
import { oauthFailure } from './oauth-failure.ts'
import { orderParameters, type ParameterValues } from './oauth-parameters.ts'
import { tokensOf } from './refresh.ts'

/** The bank's `scaOAuth` link: where it leads, and as it was sent. Absent for a token before the consent. */
export interface ScaOAuthLink {
  readonly url: string
  readonly asSent: string
}

/**
 * Sends the browser to the bank's authorization endpoint (RFC 6749 §4.1, PKCE S256). `unlinked`: for a consent whose answer
 * has no link to it; without anything: for a token before the consent.
 */
export async function startOAuth(session: Session, reason?: ScaOAuthLink | 'unlinked'): Promise<Outcome> {
  const link = reason === 'unlinked' ? undefined : reason
  const flow = codeFlowOf(session)
  if (flow.kind === 'failed') return failWith(session, flow)
  const server = await loadServer(session, flow, flow.metadataUrl ?? link?.url)
  if ('kind' in server) return failWith(session, server)
  const client = oauthClient(session, server, flow, 'oauth.authorize')
  const consentId = session.state.consent?.id ?? ''
  // The scope of a pre-step opens the bank's door; the link's own is that of the consent.
  const written = link && flow.kind === 'pre-step' ? 'AIS:{consentId}' : flow.scope
  const scope = written.replace('{consentId}', consentId)
  const verifier = randomPKCECodeVerifier()
  const challenge = await calculatePKCECodeChallenge(verifier)
  const { redirectUri, redirectState } = session.state.asked
  const url = buildAuthorizationUrl(client, {
    redirect_uri: redirectUri,
    scope,
    state: redirectState,
    code_challenge: challenge,
    code_challenge_method: 'S256',
  })
  const request = { verifier, state: redirectState, redirectUri, ...(link ? { link: link.asSent } : {}) }
  session.state = { ...session.state, phase: reason ? 'oauth' : 'token', oauth: { server, request } }
  url.search = orderParameters([...url.searchParams], flow.authorizeParameters, {
    ...parametersOf(session),
    scope,
    state: redirectState,
    codeChallenge: challenge,
  }).toString()
  return { kind: 'redirect', url: url.href, state: writeState(session.state) }
}

/**
 * Trades the code for tokens. `state` must be ours and, where the server says it sends one, `iss` must be its own (RFC 9207):
 * with many banks behind one callback that is what stops a mix-up.
 */
export async function finishOAuth(
  session: Session,
  query: { readonly [name: string]: string },
): Promise<Failed | undefined> {
  const { oauth } = session.state
  const request = oauth?.request
  if (!oauth || !request)
    return { kind: 'failed', reason: 'bank_answer_invalid', detail: 'oauth.return: none was started' }
  const flow = codeFlowOf(session)
  if (flow.kind === 'failed') return flow
  const client = oauthClient(session, oauth.server, flow, 'oauth.token')
  const back = new URL(request.redirectUri)
  for (const [name, value] of Object.entries(query)) back.searchParams.set(name, value)
  const values = { ...parametersOf(session), code: query['code'], codeVerifier: request.verifier, state: request.state }
  // A verifier serves once, whatever comes of it.
  session.state = { ...session.state, oauth: { server: oauth.server } }
  const stateless = !flow.stateReturned && query['state'] === undefined
  try {
    const answer = await authorizationCodeGrant(
      client,
      back,
      { expectedState: stateless ? skipStateCheck : request.state, pkceCodeVerifier: request.verifier },
      // Set beforehand, a parameter keeps its place when the library gives it its value.
      orderParameters([], flow.tokenParameters, values),
    )
    session.state = { ...session.state, tokens: tokensOf(answer, session.bank.now()) }
    return undefined
  } catch (error) {
    const failed = oauthFailure('oauth.token', error)
    return failed.bankCode === 'INVALID_GRANT' ? { ...failed, reason: 'challenge_expired' } : failed
  }
}

function parametersOf({ state, options: { oauth } }: Session): ParameterValues {
  const link = state.oauth?.request?.link
  return {
    clientId: oauth.kind === 'none' ? undefined : oauth.clientId,
    redirectUri: state.oauth?.request?.redirectUri ?? state.asked.redirectUri,
    scope: oauth.kind === 'none' ? undefined : oauth.scope.replace('{consentId}', state.consent?.id ?? ''),
    consentId: state.consent?.id,
    scaOAuth: link,
    authorisationId: state.authorisation?.watch?.split(/[?#]/)[0]?.split('/').at(-1),
  }
}

/** RFC 7009. Best effort: the consent's end is what counts. */
export async function revokeTokens(session: Session): Promise<void> {
  const { oauth, tokens } = session.state
  const flow = codeFlowOf(session)
  if (!oauth?.server.revocation_endpoint || !tokens || flow.kind === 'failed') return
  try {
    await tokenRevocation(oauthClient(session, oauth.server, flow, 'oauth.revoke'), tokens.refresh ?? tokens.access)
  } catch {
    session.bank.log('bank_token_revocation_failed', {})
  }
}
