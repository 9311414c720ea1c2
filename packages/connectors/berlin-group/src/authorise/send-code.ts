import type { Failed, Outcome, Secret } from '@raccord/connector-kit'
import { z } from 'zod'
import { call } from '../call/call.ts'
import { notReadable } from '../call/failure.ts'
import { text } from '../call/lenient.ts'
import { failWith, type Session } from '../call/session.ts'
import { thawChallenge, writeState } from '../state.ts'
import { advance } from './advance.ts'
import { submit } from './submit.ts'

const scaStatus = z.object({ scaStatus: text })

/** How banks say that a code was wrong. FORMAT_ERROR: a code of another length or alphabet than theirs. */
const codeRefused = /^(SCA_INVALID|PSU_CREDENTIALS_INVALID|FORMAT_ERROR)$/

/** The person's one-time code. A wrong one may be given again as long as the bank keeps the authorisation open. */
export async function sendCode(session: Session, code: Secret): Promise<Outcome> {
  const { answer: target, challenge } = session.state.authorisation ?? {}
  if (!target || challenge === undefined) return failWith(session, notReadable('authorisation', 'no code was asked'))
  const reply = await submit(session, target, { scaAuthenticationData: code.expose().trim() }, 'code')
  if (!('kind' in reply)) return advance(session, reply, {}, 'code')
  if (!isRefusal(reply)) return failWith(session, reply)
  if (!(await stillOpen(session))) return failWith(session, { ...reply, reason: 'wrong_otp' })
  return { kind: 'challenge', challenge: thawChallenge(challenge), refused: true, state: writeState(session.state) }
}

function isRefusal(failed: Failed): boolean {
  return (
    codeRefused.test(failed.bankCode ?? '') || (failed.bankCode === undefined && / HTTP 40[01]$/.test(failed.detail))
  )
}

/** The protocol counts no attempts: whether there is another one shows in the status of the authorisation. */
async function stillOpen(session: Session): Promise<boolean> {
  const url = session.state.authorisation?.watch
  if (url === undefined) return false
  const answer = await call(session, { operation: 'authorisation.status', method: 'GET', url, consent: true })
  const now = answer.kind === 'answered' ? scaStatus.safeParse(answer.value).data?.scaStatus?.toLowerCase() : undefined
  return now === 'scamethodselected' || now === 'started' || now === 'psuauthenticated' || now === 'unconfirmed'
}
