import type { BankContext, ConnectorState, RevokeAnswer } from '@raccord/connector-kit'
import { call } from './call.ts'
import { consentUrl } from './consent.ts'
import { openSession } from './session.ts'

/** `DELETE /account-access-consents/{ConsentId}`, which ends its tokens too. A consent that the bank no longer knows is gone. */
export async function revoke(bank: BankContext, state: ConnectorState): Promise<RevokeAnswer> {
  const session = openSession(bank, state)
  if ('kind' in session) return session
  const { consentId, prolongs, tokens } = session.state
  // A renewal that was not finished: the consent is the one in use, and stays.
  if (consentId === undefined || (prolongs && !tokens)) return { kind: 'revoked' }
  const url = consentUrl(session, consentId)
  const answer = await call(session, { operation: 'consent.delete', method: 'DELETE', url, as: 'client' })
  if (answer.kind === 'answered') return { kind: 'revoked' }
  const gone = answer.reason === 'consent_expired' || /^consent\.delete: HTTP (403|404|410)\b/.test(answer.detail)
  return gone || /RESOURCE\.NOTFOUND|\bU011\b/.test(answer.bankCode ?? '') ? { kind: 'revoked' } : answer
}
