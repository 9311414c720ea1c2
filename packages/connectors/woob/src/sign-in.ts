import { type Answer, type Failed, isRefused, type Outcome, unreadableAnswer } from '@raccord/connector-kit'
import type { LastLine } from './answer-lines.ts'
import { failureOf } from './failure.ts'
import { questionOf, readAnswers } from './question.ts'
import { type Asked, ask, failWith, forgetOthers, type Session, typedTogether } from './session.ts'
import { type Pending, writeState } from './state.ts'

/** An approval in an app that the module gives no end for. */
const approvalMs = 5 * 60_000
/** Pause between two questions whether it has come. */
const pollAfterMs = 2_000

/** The person has just typed: what stopped is over, unless it is the very pair that the bank refused. */
export async function signIn(session: Session): Promise<Outcome> {
  const { stop, ...state } = session.state
  if (stop?.password && (await isRefused(typedTogether(session), stop.password))) {
    const detail = 'sign-in: these credentials were refused before'
    return failWith(session, { kind: 'failed', reason: 'wrong_credentials', detail })
  }
  session.state = state
  await forgetOthers(session)
  return goThrough(session, { operation: 'sign-in' })
}

/** An answer that does not fit what is being waited for changes nothing at the bank. */
export async function goOn(session: Session, answer: Answer): Promise<Outcome> {
  const { pending } = session.state
  if (!pending) return failWith(session, unreadableAnswer('sign-in', 'nothing was asked'))
  if (isOver(session, pending)) return over(session)
  if (pending.kind === 'wait') {
    return answer.kind === 'poll'
      ? goThrough(session, { operation: 'sign-in', resume: true })
      : waitFor(session, pending)
  }
  // After a crash nobody knows whether the answer was used up: it is not sent again.
  if (answer.kind === 'poll') return over(session)
  const answers = readAnswers(pending, answer)
  if (!answers) return { ...questionOf(session, pending), refused: true } as Outcome
  return goThrough(session, { operation: 'sign-in', answers })
}

async function goThrough(session: Session, asked: Asked): Promise<Outcome> {
  const answered = Object.keys(asked.answers ?? {})
  const answer = await ask(session, asked)
  if (answer.kind === 'unanswered') {
    const { pending, ...state } = session.state
    if (answer.unsent && pending) return asBefore(session, pending)
    // What was asked for is lost with the program; it may have been used up.
    session.state = state
    return failWith(session, answer.failed)
  }
  return outcomeOf(session, answer.last, answered)
}

/** The bank has not heard: a code is still good, an approval still awaited. */
function asBefore(session: Session, pending: Pending): Outcome {
  if (isOver(session, pending)) return over(session)
  return pending.kind === 'wait' ? waitFor(session, pending) : questionOf(session, pending)
}

async function outcomeOf(session: Session, line: LastLine, answered: readonly string[]): Promise<Outcome> {
  const { pending: before, ...state } = session.state
  session.state = state
  const now = session.bank.now().getTime()
  switch (line.type) {
    case 'end': {
      const { recurring, validUntil } = state.asked
      // There is no consent at the bank, and no end that could be read back: what was asked for is what holds here.
      return { kind: 'done', grant: { recurring, validUntil }, state: writeState(state) }
    }
    case 'ask': {
      const pending = {
        kind: 'fields' as const,
        fields: line.fields.map(({ id, label, masked, required, choices }) => ({
          ...{ id, label: label?.slice(0, 500), masked, required, choices },
        })),
        ...{ medium: line.medium, mediumLabel: line.mediumLabel?.slice(0, 200) },
        ...{ message: line.message?.slice(0, 2_000), expiresAt: line.expiresAt?.getTime() },
      }
      session.state = { ...state, pending }
      return questionOf(session, pending)
    }
    case 'wait': {
      const known = before?.kind === 'wait' ? before : undefined
      const message = (line.message ?? known?.message ?? line.mediumLabel)?.slice(0, 2_000)
      const expiresAt = line.expiresAt?.getTime() ?? known?.expiresAt ?? now + approvalMs
      const pending = { kind: 'wait' as const, message, expiresAt }
      session.state = { ...state, pending }
      return isOver(session, pending) ? over(session) : waitFor(session, pending)
    }
    case 'failed':
      return failureOf(session, 'sign-in', line, answered)
  }
}

function waitFor(session: Session, { message, expiresAt }: Extract<Pending, { kind: 'wait' }>): Outcome {
  return {
    ...{ kind: 'wait', pollAfterMs, expiresAt: new Date(expiresAt), state: writeState(session.state) },
    ...(message === undefined ? {} : { message }),
  }
}

function isOver({ bank }: Session, { expiresAt }: Pending): boolean {
  return expiresAt !== undefined && expiresAt <= bank.now().getTime()
}

function over(session: Session): Failed {
  const { pending: _, ...state } = session.state
  session.state = state
  const detail = 'sign-in: what was asked for is over'
  return failWith(session, { kind: 'failed', reason: 'challenge_expired', detail })
}
