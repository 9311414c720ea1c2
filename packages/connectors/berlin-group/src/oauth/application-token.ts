import type { Failed } from '@raccord/connector-kit'
import { clientToken, isStale } from '@raccord/connector-oauth'
import type { Session } from '../call/session.ts'
import { orderParameters } from './oauth-parameters.ts'
import { clientOf } from './server.ts'

/** Keeps the gateway's token for ourselves fresh (client credentials, RFC 6749 §4.4). */
export async function ensureApplicationToken(session: Session): Promise<Failed | undefined> {
  const wanted = session.options.applicationToken
  const { application } = session.state
  if (!wanted || (application && !isStale(application, session.bank.now()))) return undefined
  const server = { issuer: new URL(wanted.tokenEndpoint).origin, token_endpoint: wanted.tokenEndpoint }
  const client = clientOf(session, server, wanted)
  if ('kind' in client) return client
  const scope = wanted.scope === undefined ? [] : [['scope', wanted.scope] as const]
  const values = { clientId: wanted.clientId, scope: wanted.scope }
  const made = await clientToken(client, orderParameters(scope, wanted.parameters, values), 'oauth.application')
  if ('kind' in made) {
    // No person has anything to do with this token: what is refused is us.
    const ours = made.reason === 'consent_expired' || made.reason === 'refused_at_bank'
    return ours ? { ...made, reason: 'bank_not_configured' } : made
  }
  session.state = { ...session.state, application: made }
  return undefined
}
