import type { BankContext, ConnectorState, RevokeAnswer } from '@raccord/connector-kit'
import { call } from './call/call.ts'
import { openSession } from './call/session.ts'
import { revokeTokens } from './oauth/authorize.ts'

/** DELETE of the consent. Gone is gone: a bank that no longer knows it, or says it ended, has revoked it. */
export async function revoke(bank: BankContext, state: ConnectorState): Promise<RevokeAnswer> {
  const session = openSession(bank, state)
  if ('kind' in session) return session
  const { consent } = session.state
  if (consent) {
    const url = consent.self ?? `${session.options.baseUrl}${session.wire.paths.consent(consent.id)}`
    const answer = await call(session, { operation: 'consent.delete', method: 'DELETE', url, consent: true })
    const gone =
      answer.kind === 'failed' && (/ HTTP (403|404|410)\b/.test(answer.detail) || answer.reason === 'consent_expired')
    if (answer.kind === 'failed' && !gone) return answer
    const list = session.state.listConsent
    // Of the two it opens the less: its end is asked for, not insisted on.
    if (list !== undefined)
      await call(session, { operation: 'consent.delete', method: 'DELETE', url: list, consent: false })
  }
  await revokeTokens(session)
  return { kind: 'revoked' }
}
