import {
  type Answer,
  type BankContext,
  type ConnectorState,
  type Outcome,
  unreadableAnswer,
} from '@raccord/connector-kit'
import { tradeReturn } from '@raccord/connector-oauth'
import { fetchConsent } from './consent.ts'
import { failWith, openSession, type Session } from './session.ts'
import { writeState } from './state.ts'

/** The browser is back with a code, or with the bank's refusal. */
export async function resume(bank: BankContext, state: ConnectorState, answer: Answer): Promise<Outcome> {
  const session = openSession(bank, state)
  if ('kind' in session) return session
  // After a crash in between: what was granted stands.
  if (session.state.tokens) return granted(session)
  const { pending, ...rest } = session.state
  const traded = await tradeReturn(session.client, pending, answer)
  // A verifier serves once, whatever comes of it.
  if (answer.kind === 'returned') session.state = rest
  if ('kind' in traded) return failWith(session, traded)
  const intent = traded.claims?.['openbanking_intent_id']
  // A token for another consent than ours would read somebody else's accounts.
  if (intent !== undefined && intent !== session.state.consentId)
    return failWith(session, unreadableAnswer('oauth.token', 'ID token of another consent'))
  session.state = { ...session.state, tokens: traded.tokens }
  return granted(session)
}

/** What was granted, not what was asked: the bank may have cut the duration. */
async function granted(session: Session): Promise<Outcome> {
  const { asked, consentId, prolongs } = session.state
  const consent = consentId === undefined ? undefined : await fetchConsent(session, consentId)
  const known = consent && !('kind' in consent) ? consent : undefined
  if (known?.meaning === 'refused' || known?.meaning === 'ended')
    return failWith(session, { kind: 'failed', reason: 'refused_at_bank', detail: 'consent.read: not authorised' })
  const validUntil = known?.until !== undefined && known.until < asked.validUntil ? known.until : asked.validUntil
  const grant = { recurring: asked.recurring, validUntil, ...(prolongs ? { prolongs } : {}) }
  return { kind: 'done', grant, state: writeState(session.state) }
}
