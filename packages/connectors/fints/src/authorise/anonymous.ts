import type { Failed } from '@raccord/connector-kit'
import { has } from '../bank/failure.ts'
import { endDialog } from '../dialog/end-dialog.ts'
import { exchange } from '../dialog/exchange.ts'
import { anonymousIdentification, offerTan, preparation } from '../dialog/orders.ts'
import type { Session } from '../dialog/session.ts'

/** The version of HKTAN that every bank knows, before it has said which it has. */
const firstTanVersion = 6

/**
 * Fetches the bank's parameters without saying who asks. A bank that has no such dialog gives them at the sign-in; one that
 * does not know the product would refuse that as well.
 */
export async function fetchParameters(session: Session): Promise<Failed | undefined> {
  const answer = await exchange(session, {
    operation: 'parameters',
    orders: [anonymousIdentification(session), preparation(session), offerTan(firstTanVersion, 'HKIDN')],
  })
  await endDialog(session)
  if (answer.kind === 'answered') return undefined
  // No answer at all, or none that can be read: asking on, with a PIN this time, would help nobody.
  if (answer.codes === undefined || answer.reason === 'bank_unavailable') return answer
  return has(answer.codes, 9078) ? answer : undefined
}
