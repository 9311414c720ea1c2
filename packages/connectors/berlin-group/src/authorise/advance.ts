import type { Failed, Outcome } from '@raccord/connector-kit'
import { notReadable } from '../call/failure.ts'
import { failWith, type Session } from '../call/session.ts'
import { type Credentials, psuData } from './credentials.ts'
import { nextMove, type Step } from './next-move.ts'
import type { ScaAnswer } from './sca-answer.ts'
import { stopAt } from './stop-at.ts'
import { absolute, remember, submit, update } from './submit.ts'

/** More steps than any bank has: one that answers in circles is stopped. */
const maxSteps = 8

/** What the bank's answer replies to: decides what a `failed` means. */
export type Sent = Step | 'consent' | 'code' | 'poll'

/** Follows the bank's links as far as possible without the person. */
export async function advance(
  session: Session,
  first: ScaAnswer,
  credentials: Credentials,
  sent: Sent,
): Promise<Outcome> {
  let answer = first
  const done = new Set<Sent>([sent])
  let last = sent
  for (let step = 0; step < maxSteps; step++) {
    remember(session, answer)
    const hand = {
      identified: session.state.psu[session.wire.headers.psuId] !== undefined,
      // Each is offered once: a bank that asks again has refused it, and accounts get locked.
      password: credentials.password !== undefined && !done.has('authenticate'),
      additionalPassword: credentials.additionalPassword !== undefined && !done.has('authenticate_more'),
    }
    const move = nextMove(answer, hand, session.wire)
    if (move.kind !== 'send') return stopAt(session, move, { answer, last, credentials, done })
    const href = absolute(session, move.to.href, answer.url)
    if (href === undefined) return failWith(session, notReadable('authorisation', 'a link is not a URL'))
    const method = answer.scaMethods[0]?.id ?? ''
    const reply = await submit(
      session,
      { method: move.to.method, href },
      bodyOf(move.step, credentials, method),
      move.step,
    )
    if ('kind' in reply) return failWith(session, meaningOf(reply, move.step))
    if (move.step === 'select') update(session, { select: { method: move.to.method, href }, methodId: method })
    last = move.step
    done.add(last)
    answer = reply
  }
  return failWith(session, notReadable('authorisation', 'the bank answers in circles'))
}

function bodyOf(step: Step, credentials: Credentials, methodId: string): { readonly [key: string]: unknown } {
  switch (step) {
    case 'identify':
    case 'start':
      return {}
    case 'authenticate':
    case 'authenticate_more':
      return psuData(credentials)
    case 'select':
      return { authenticationMethodId: methodId }
  }
}

/** A bank that refuses a login without saying why refuses the login. */
function meaningOf(failed: Failed, step: Step): Failed {
  const bare = failed.reason === 'consent_expired' && failed.bankCode === undefined
  const loggingIn = step === 'authenticate' || step === 'authenticate_more' || step === 'identify'
  return bare && loggingIn ? { ...failed, reason: 'wrong_credentials' } : failed
}
