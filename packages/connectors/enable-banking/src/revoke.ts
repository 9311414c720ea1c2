import type { BankContext, ConnectorState, RevokeAnswer } from '@raccord/connector-kit'
import { call } from './call.ts'
import { failWith, openSession } from './session.ts'

/** `DELETE /sessions/{id}`: they end the bank's consent too, where it can be ended. */
export async function revoke(bank: BankContext, state: ConnectorState): Promise<RevokeAnswer> {
  const session = openSession(bank, state)
  if ('kind' in session) return session
  const { sessionId } = session.state
  // Before the person was back there is nothing that could be ended.
  if (sessionId === undefined) return { kind: 'revoked' }
  const answer = await call(session, {
    operation: 'session.end',
    method: 'DELETE',
    path: `/sessions/${encodeURIComponent(sessionId)}`,
    asksBank: true,
  })
  if (answer.kind === 'answered' || answer.reason === 'consent_expired') return { kind: 'revoked' }
  return failWith(session, answer)
}
