import type { Challenge, Failed, Outcome } from '@raccord/connector-kit'
import { has } from '../bank/failure.ts'
import type { TanMethod } from '../bank/tan-methods.ts'
import { endDialog } from '../dialog/end-dialog.ts'
import { exchange } from '../dialog/exchange.ts'
import { answerTan } from '../dialog/orders.ts'
import type { Session } from '../dialog/session.ts'
import { type Pending, writeState } from '../state.ts'
import type { Message } from '../wire/message.ts'
import { methodOf } from './choose.ts'
import { asks, refused } from './outcome.ts'

type Approval = Extract<Pending, { kind: 'decoupled' }>

/** Slower than any bank wants it; slower still with time. */
const leastMs = 3_000
const mostMs = 8_000
/** Polls left over of those that the bank takes: more than it allows count as wrong TANs there. */
const pollsLeftOver = 2

export function startPolling(
  session: Session,
  method: TanMethod | undefined,
  asked: Pick<Approval, 'stage' | 'reference' | 'expiresAt' | 'message'>,
): void {
  const nextAt = session.bank.now().getTime() + Math.max(leastMs, method?.polls?.firstMs ?? 0)
  session.state = { ...session.state, pending: { kind: 'decoupled', ...asked, polls: 0, nextAt } }
}

/** What the person sees while his approval in the app is awaited. */
export function approvalOutcome(session: Session, method: TanMethod | undefined): Outcome {
  const { pending } = session.state
  if (pending?.kind !== 'decoupled') throw new Error('no approval is awaited')
  const { message, expiresAt, nextAt } = pending
  // The bank wants to be asked only when the person says that he has approved.
  if (method?.polls?.automatic === false) return asks(session, approvedQuestion(session))
  const now = session.bank.now().getTime()
  return {
    kind: 'wait',
    pollAfterMs: Math.max(nextAt - now, 1_000),
    expiresAt: new Date(expiresAt),
    message,
    state: writeState(session.state),
  }
}

/** Id of the only answer where the person says himself that he has approved. */
export const approvedId = 'approved'
const approvedLabels: { readonly [locale: string]: string } = {
  en: 'I have approved it in the app',
  fr: 'J’ai validé dans l’application',
  it: 'Ho confermato nell’app',
  de: 'Ich habe in der App freigegeben',
  es: 'Lo he aprobado en la aplicación',
}

function approvedQuestion({ bank, state }: Session): Challenge {
  const { pending } = state
  const asked = pending?.kind === 'decoupled' ? pending : undefined
  return {
    kind: 'choice',
    options: [{ id: approvedId, label: approvedLabels[bank.locale] ?? approvedLabels['en'] ?? '' }],
    ...(asked?.message === undefined ? {} : { message: asked.message }),
    ...(asked ? { expiresAt: new Date(asked.expiresAt) } : {}),
  }
}

export type Polled = { readonly kind: 'approved'; readonly message: Message } | Outcome

/** Asks the bank once whether the person has approved; not before the time that it set, and no more often than it allows. */
export async function pollApproval(session: Session, pending: Approval): Promise<Polled> {
  const method = methodOf(session)
  const now = session.bank.now().getTime()
  const most = method?.polls?.most ?? 0
  const usedUp = most > 0 && pending.polls >= Math.max(1, most - pollsLeftOver)
  if (now >= pending.expiresAt || usedUp)
    return over(session, usedUp ? 'polled as often as the bank allows' : 'its time is up')
  // A second tab, an impatient reload: the bank hears of it once.
  if (now < pending.nextAt) return approvalOutcome(session, method)
  if (!session.state.dialog) return over(session, 'its dialog is gone')
  const pause = Math.min(mostMs, Math.max(leastMs, method?.polls?.nextMs ?? 0) + pending.polls * 250)
  session.state = { ...session.state, pending: { ...pending, polls: pending.polls + 1, nextAt: now + pause } }
  const answer = await exchange(session, {
    operation: 'poll',
    orders: [answerTan(7, 'S', pending.reference)],
    challenge: true,
    pinTaken: true,
    refusalCodes: session.options.refusalCodes,
  })
  if (answer.kind !== 'answered') {
    await endDialog(session)
    return refused(session, answer)
  }
  // 3957: a push message is to be waited for, which nobody sends us.
  if (has(answer.message.codes, 3956, 3957)) return approvalOutcome(session, method)
  return { kind: 'approved', message: answer.message }
}

async function over(session: Session, why: string): Promise<Failed> {
  await endDialog(session)
  return refused(session, { kind: 'failed', reason: 'challenge_expired', detail: `poll: ${why}` })
}
