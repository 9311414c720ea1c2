import type { Failed, Outcome } from '@raccord/connector-kit'
import {
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  randomPKCECodeVerifier,
  tokenRevocation,
} from 'openid-client'
import { failWith, type Session } from '../call/session.ts'
import { writeState } from '../state.ts'
import { loadServer, oauthClient } from './oauth-client.ts'
import { oauthFailure } from './oauth-failure.ts'
import { tokensOf } from './refresh.ts'

/** Sends the browser to the bank's authorization endpoint (RFC 6749 §4.1, PKCE S256). */
export async function startOAuth(session: Session, metadataUrl: string, phase: 'oauth' | 'token'): Promise<Outcome> {
  const server = await loadServer(session, metadataUrl)
  if ('kind' in server) return failWith(session, server)
  const client = oauthClient(session, server)
  if ('kind' in client) return failWith(session, client)
  const options = session.options.oauth
  const scope = options.kind === 'none' ? '' : options.scope.replace('{consentId}', session.state.consent?.id ?? '')
  const verifier = randomPKCECodeVerifier()
  const { redirectUri, redirectState } = session.state.asked
  const url = buildAuthorizationUrl(client, {
    redirect_uri: redirectUri,
    scope,
    state: redirectState,
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  })
  const request = { verifier, state: redirectState, redirectUri }
  session.state = { ...session.state, phase, oauth: { server, request } }
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
  const client = oauthClient(session, oauth.server)
  if ('kind' in client) return client
  const back = new URL(request.redirectUri)
  for (const [name, value] of Object.entries(query)) back.searchParams.set(name, value)
  // A verifier serves once, whatever comes of it.
  session.state = { ...session.state, oauth: { server: oauth.server } }
  try {
    const answer = await authorizationCodeGrant(client, back, {
      expectedState: request.state,
      pkceCodeVerifier: request.verifier,
    })
    session.state = { ...session.state, tokens: tokensOf(answer, session.bank.now()) }
    return undefined
  } catch (error) {
    const failed = oauthFailure('oauth.token', error)
    return failed.bankCode === 'INVALID_GRANT' ? { ...failed, reason: 'challenge_expired' } : failed
  }
}

/** RFC 7009. Best effort: the consent's end is what counts. */
export async function revokeTokens(session: Session): Promise<void> {
  const { oauth, tokens } = session.state
  if (!oauth?.server.revocation_endpoint || !tokens) return
  const client = oauthClient(session, oauth.server)
  if ('kind' in client) return
  try {
    await tokenRevocation(client, tokens.refresh ?? tokens.access)
  } catch {
    session.bank.log('bank_token_revocation_failed', {})
  }
}
