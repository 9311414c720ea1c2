import { type Failed, type Outcome, unreadableAnswer } from '@raccord/connector-kit'
import { failWith, type Session } from '../call/session.ts'
import type { Credentials } from './credentials.ts'
import { type Move, nextMove, type Step } from './next-move.ts'
import { psuData } from './psu-data.ts'
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
      encryption: encryptionOf(session),
      watch: session.state.authorisation?.watch,
    } as const
    const move = nextMove(answer, hand, session.wire)
    if (move.kind !== 'send') return stopAt(session, move, { answer, last, credentials, done })
    const href = absolute(session, move.to.href, answer.url)
    if (href === undefined) return failWith(session, unreadableAnswer('authorisation', 'a link is not a URL'))
    const method = answer.scaMethods[0]?.id ?? ''
    const body = await bodyOf(session, move, credentials, answer)
    if (isFailed(body)) return failWith(session, body)
    const reply = await submit(session, { method: move.to.method, href }, body, move.step)
    if ('kind' in reply) return failWith(session, meaningOf(reply, move.step))
    if (move.step === 'select') update(session, { select: { method: move.to.method, href }, methodId: method })
    last = move.step
    done.add(last)
    answer = reply
  }
  return failWith(session, unreadableAnswer('authorisation', 'the bank answers in circles'))
}

type Body = { readonly [key: string]: unknown }

async function bodyOf(
  session: Session,
  { step, encrypted }: Extract<Move, { kind: 'send' }>,
  credentials: Credentials,
  answer: ScaAnswer,
): Promise<Body | Failed> {
  switch (step) {
    case 'identify':
    case 'start':
      return {}
    case 'authenticate':
    case 'authenticate_more':
      return psuData(session, credentials, encrypted, answer)
    case 'select':
      return { [session.wire.authorisation.methodId]: answer.scaMethods[0]?.id ?? '' }
  }
}

function isFailed(body: Body | Failed): body is Failed {
  return body['kind'] === 'failed'
}

function encryptionOf({ options: { encryption } }: Session): 'none' | 'possible' | 'always' {
  if (!encryption) return 'none'
  return encryption.always ? 'always' : 'possible'
}

/** A bank that refuses a login without saying why refuses the login. */
function meaningOf(failed: Failed, step: Step): Failed {
  const bare = failed.reason === 'consent_expired' && failed.bankCode === undefined
  const loggingIn = step === 'authenticate' || step === 'authenticate_more' || step === 'identify'
  return bare && loggingIn ? { ...failed, reason: 'wrong_credentials' } : failed
}
