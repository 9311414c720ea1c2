import type { Answer, BankContext, ConnectorState, Outcome } from '@raccord/connector-kit'
import { tradeReturn } from '@raccord/connector-oauth'
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
  session.state = { ...session.state, tokens: traded.tokens }
  return granted(session)
}

/** The bank does not say for how long: 180 days by law (RTS Art. 10a), less where the operator asks for less. */
function granted(session: Session): Outcome {
  const { recurring, validUntil } = session.state.asked
  return { kind: 'done', grant: { recurring, validUntil }, state: writeState(session.state) }
}
