import { type Failed, type Outcome, type Secret, unreadableAnswer } from '@raccord/connector-kit'
import { failWith, type Session } from '../call/session.ts'
import { thawChallenge, writeState } from '../state.ts'
import { advance } from './advance.ts'
import { isOver } from './is-over.ts'
import { stillOpen } from './still-open.ts'
import { submit } from './submit.ts'

/** How banks say that a code was wrong. FORMAT_ERROR: a code of another length or alphabet than theirs. */
const codeRefused = /^(SCA_INVALID|PSU_CREDENTIALS_INVALID|FORMAT_ERROR)$/

/** The person's one-time code. A wrong one may be given again as long as the bank keeps the authorisation open. */
export async function sendCode(session: Session, code: Secret): Promise<Outcome> {
  const { answer: target, challenge } = session.state.authorisation ?? {}
  if (!target || challenge === undefined)
    return failWith(session, unreadableAnswer('authorisation', 'no code was asked'))
  const reply = await submit(session, target, { [session.wire.authorisation.code]: code.expose().trim() }, 'code')
  if (!('kind' in reply)) return advance(session, reply, {}, 'code')
  if (!isRefusal(reply)) return failWith(session, reply)
  if (!(await stillOpen(session))) {
    return failWith(session, { ...reply, reason: isOver(session) ? 'challenge_expired' : 'wrong_otp' })
  }
  return { kind: 'challenge', challenge: thawChallenge(challenge), refused: true, state: writeState(session.state) }
}

function isRefusal(failed: Failed): boolean {
  return (
    codeRefused.test(failed.bankCode ?? '') || (failed.bankCode === undefined && / HTTP 40[01]$/.test(failed.detail))
  )
}
