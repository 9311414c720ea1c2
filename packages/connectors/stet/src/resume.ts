import {
  type Answer,
  type BankContext,
  type ConnectorState,
  type Outcome,
  unreadableAnswer,
} from '@raccord/connector-kit'
import { tradeCode } from '@raccord/connector-oauth'
import { failWith, openSession, type Session } from './session.ts'
import { writeState } from './state.ts'

/** The browser is back with a code, or with the bank's refusal. */
export async function resume(bank: BankContext, state: ConnectorState, answer: Answer): Promise<Outcome> {
  const session = openSession(bank, state)
  if ('kind' in session) return session
  // After a crash in between: what was granted stands.
  if (session.state.tokens) return granted(session)
  const { pending } = session.state
  if (answer.kind !== 'returned') {
    if (answer.kind === 'poll')
      return failWith(session, { kind: 'failed', reason: 'challenge_expired', detail: 'nobody came back' })
    return failWith(session, unreadableAnswer('resume', 'nothing was asked here'))
  }
  if (!pending)
    return failWith(session, { kind: 'failed', reason: 'challenge_expired', detail: 'oauth.return: used before' })
  // A verifier serves once, whatever comes of it.
  const { pending: _spent, ...rest } = session.state
  session.state = rest
  const traded = await tradeCode(session.client, pending, answer.query)
  if ('kind' in traded) return failWith(session, traded)
  session.state = { ...session.state, tokens: traded.tokens }
  return granted(session)
}

/** The bank does not say for how long: 180 days by law (RTS Art. 10a), less where the operator asks for less. */
function granted(session: Session): Outcome {
  const { recurring, validUntil } = session.state.asked
  return { kind: 'done', grant: { recurring, validUntil }, state: writeState(session.state) }
}
