import type { BankContext, ConnectorState, RevokeAnswer } from '@raccord/connector-kit'
import { revokeToken } from '@raccord/connector-oauth'
import { call } from './call.ts'
import { openSession } from './session.ts'

/**
 * Ends the permission: the standard has no call for it but OAuth's (RFC 7009), some banks take `DELETE /consents`. Where there
 * is neither, forgetting the tokens is all that can be done, and they end by themselves.
 */
export async function revoke(bank: BankContext, state: ConnectorState): Promise<RevokeAnswer> {
  const session = openSession(bank, state)
  if ('kind' in session) return session
  const { options } = session
  if (options.revocation === 'none' || !session.state.tokens) return { kind: 'revoked' }
  if (options.revocation === 'token-and-consents') {
    const url = `${options.baseUrl}/consents`
    const answer = await call(session, { operation: 'consents.delete', method: 'DELETE', url })
    const gone =
      answer.kind === 'failed' && (/ HTTP (403|404|410)\b/.test(answer.detail) || answer.reason === 'consent_expired')
    if (answer.kind === 'failed' && !gone) return answer
  }
  const revoked = await revokeToken(session.client, session.state.tokens)
  if (revoked === false) bank.log('bank_token_not_revocable', {})
  if (typeof revoked !== 'boolean' && revoked.reason !== 'consent_expired') return revoked
  return { kind: 'revoked' }
}
