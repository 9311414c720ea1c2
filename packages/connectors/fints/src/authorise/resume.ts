import { type Answer, type Failed, type Outcome, Secret, unreadableAnswer } from '@raccord/connector-kit'
import { endDialog } from '../dialog/end-dialog.ts'
import { exchange } from '../dialog/exchange.ts'
import { answerTan } from '../dialog/orders.ts'
import type { Session } from '../dialog/session.ts'
import type { Pending, Stage } from '../state.ts'
import { isSendable } from '../wire/encode.ts'
import type { Message } from '../wire/message.ts'
import { mediumQuestion, methodOf, methodQuestion } from './choose.ts'
import { approvalOutcome, approvedId, pollApproval } from './decoupled.ts'
import { asks, granted, refused } from './outcome.ts'
import { passed, signIn } from './sign-in.ts'

/** An answer that does not fit what is being waited for changes nothing at the bank. */
export async function goOn(session: Session, answer: Answer): Promise<Outcome> {
  const { pending } = session.state
  if (!pending) return refused(session, unreadableAnswer('sign-in', 'nothing was asked'))
  switch (pending.kind) {
    case 'method':
      if (answer.kind === 'choice' && pending.ids.includes(answer.id)) return withMethod(session, answer.id)
      return asks(session, methodQuestion(session), 'refused')
    case 'medium':
      return withMedium(session, pending, answer)
    case 'tan':
      return answer.kind === 'secret' ? sendTan(session, pending, answer.value) : unanswered(session, pending)
    case 'decoupled': {
      const asked = answer.kind === 'poll' || (answer.kind === 'choice' && answer.id === approvedId)
      if (!asked) return approvalOutcome(session, methodOf(session))
      const polled = await pollApproval(session, pending)
      return polled.kind === 'approved' ? proven(session, pending.stage, polled.message) : polled
    }
  }
}

function withMethod(session: Session, id: string): Promise<Outcome> {
  const { pending: _, ...rest } = session.state
  session.state = { ...rest, method: id }
  return signIn(session)
}

async function withMedium(
  session: Session,
  pending: Extract<Pending, { kind: 'medium' }>,
  answer: Answer,
): Promise<Outcome> {
  const name = answer.kind === 'choice' && /^\d{1,3}$/.test(answer.id) ? pending.names[Number(answer.id)] : undefined
  if (name === undefined) return asks(session, mediumQuestion(session), 'refused')
  const { pending: _, ...rest } = session.state
  session.state = { ...rest, medium: name }
  return signIn(session)
}

/** A TAN goes out once; whether a wrong one may be given again is the bank's word, and it ends the dialog as a rule. */
async function sendTan(session: Session, pending: Extract<Pending, { kind: 'tan' }>, tan: Secret): Promise<Outcome> {
  const typed = tan.expose().replace(/\s+/g, '')
  if (typed === '' || !isSendable(typed)) {
    return failed(session, 'wrong_otp', 'letters that cannot be sent')
  }
  if (!session.state.dialog || session.bank.now().getTime() >= pending.expiresAt) {
    return failed(session, 'challenge_expired', 'its time is up')
  }
  const answer = await exchange(session, {
    operation: 'tan',
    orders: [answerTan(methodOf(session)?.version ?? 6, '2', pending.reference)],
    tan: new Secret(typed),
    challenge: true,
    pinTaken: true,
    refusalCodes: session.options.refusalCodes,
  })
  if (answer.kind === 'answered') return proven(session, pending.stage, answer.message)
  await endDialog(session)
  return refused(session, answer)
}

/** The bank has the proof: what it was asked for is done, or one more is asked. */
async function proven(session: Session, stage: Stage, message: Message): Promise<Outcome> {
  const stopped = await passed(session, stage, methodOf(session), message)
  if (stopped) return stopped
  return stage === 'login' ? granted(session) : signIn(session)
}

/** After a crash in the middle of an answer nobody knows whether the TAN was used up: it is not sent again. */
function unanswered(session: Session, _pending: Pending): Promise<Failed> {
  return failed(session, 'challenge_expired', 'the answer may have been used up')
}

async function failed(session: Session, reason: Failed['reason'], why: string): Promise<Failed> {
  await endDialog(session)
  return refused(session, { kind: 'failed', reason, detail: `tan: ${why}` })
}
