import type { Failed } from '@raccord/connector-kit'
import { clientCredentialsGrant } from 'openid-client'
import type { Session } from '../call/session.ts'
import { oauthClient } from './oauth-client.ts'
import { oauthFailure } from './oauth-failure.ts'
import { orderParameters } from './oauth-parameters.ts'
import { isStale, tokensOf } from './refresh.ts'

/** Keeps the gateway's token for ourselves fresh (client credentials, RFC 6749 §4.4). */
export async function ensureApplicationToken(session: Session): Promise<Failed | undefined> {
  const wanted = session.options.applicationToken
  if (!wanted || !isStale(session.state.application, session.bank.now())) return undefined
  const server = { issuer: new URL(wanted.tokenEndpoint).origin, token_endpoint: wanted.tokenEndpoint }
  const scope = wanted.scope === undefined ? [] : [['scope', wanted.scope] as const]
  try {
    const answer = await clientCredentialsGrant(
      oauthClient(session, server, wanted, 'oauth.application'),
      orderParameters(scope, wanted.parameters, { clientId: wanted.clientId, scope: wanted.scope }),
    )
    session.state = { ...session.state, application: tokensOf(answer, session.bank.now()) }
    return undefined
  } catch (error) {
    const failed = oauthFailure('oauth.application', error)
    // No person has anything to do with this token: what is refused is us.
    const ours = failed.reason === 'consent_expired' || failed.reason === 'refused_at_bank'
    return ours ? { ...failed, reason: 'bank_not_configured' } : failed
  }
}
