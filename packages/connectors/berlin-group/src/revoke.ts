import { type BankContext, type ConnectorState, type Failed, lenient, type RevokeAnswer } from '@raccord/connector-kit'
import { z } from 'zod'
import { call } from './call/call.ts'
import { openSession, type Session } from './call/session.ts'
import { revokeTokens } from './oauth/authorize.ts'

const { text } = lenient

/** DELETE of the consents. Gone is gone: a bank that no longer knows one, or says it ended, has revoked it. */
export async function revoke(bank: BankContext, state: ConnectorState): Promise<RevokeAnswer> {
  const session = openSession(bank, state)
  if ('kind' in session) return session
  const { consent, cardConsent, accountConsent, listConsents } = session.state
  let failed: Failed | undefined
  for (const one of [consent, cardConsent, accountConsent]) {
    if (!one) continue
    const url = one.self ?? `${session.options.baseUrl}${session.wire.paths.consent(one.id)}`
    failed = (await end(session, url, one === cardConsent ? 'card-account' : true)) ?? failed
  }
  // They opened nothing but a list: their end is asked for, not insisted on.
  for (const url of listConsents ?? []) await end(session, url, false)
  if (failed) return failed
  await revokeTokens(session)
  return { kind: 'revoked' }
}

const body = z.object({ consentStatus: text })

async function end(session: Session, url: string, consent: boolean | 'card-account'): Promise<Failed | undefined> {
  const answer = await call(session, { operation: 'consent.delete', method: 'DELETE', url, consent, anyFormat: true })
  if (answer.kind === 'failed') {
    const gone = / HTTP (403|404|410)\b/.test(answer.detail) || answer.reason === 'consent_expired'
    return gone ? undefined : answer
  }
  // 202: some banks want the person to sign the end of the consent, and until then it lives.
  const lives = answer.status === 202 && body.safeParse(answer.value).data?.consentStatus?.toLowerCase() === 'valid'
  return lives
    ? {
        kind: 'failed',
        reason: 'action_needed_at_bank',
        detail: 'consent.delete: the bank wants the person to confirm it',
      }
    : undefined
}
