import {
  type Answer,
  type BankContext,
  type ConnectorState,
  type Failed,
  type Outcome,
  type ReturnAddress,
  unreadableAnswer,
} from '@raccord/connector-kit'
import { call } from '../call/call.ts'
import { nokParameter } from '../call/request-headers.ts'
import { failWith, openSession, type Session } from '../call/session.ts'
import { finishOAuth } from '../oauth/authorize.ts'
import { freezeChallenge, thawChallenge, writeState } from '../state.ts'
import { advance } from './advance.ts'
import { askConsent } from './begin.ts'
import { identification, readCredentials } from './credentials.ts'
import { readScaAnswer } from './sca-answer.ts'
import { secondLeg } from './second-leg.ts'
import { sendCode } from './send-code.ts'
import { settle } from './settle.ts'
import { stillOpen } from './still-open.ts'
import { submit, update } from './submit.ts'
import { keepPolling } from './wait.ts'

/** An answer that does not fit what is being waited for changes nothing at the bank. */
export async function resume(
  bank: BankContext,
  state: ConnectorState,
  answer: Answer,
  redirect?: ReturnAddress,
): Promise<Outcome> {
  const session = openSession(bank, state)
  if ('kind' in session) return session
  if (redirect) {
    const asked = { ...session.state.asked, redirectUri: redirect.uri, redirectState: redirect.state }
    session.state = { ...session.state, asked }
  }
  const outcome = await goOn(session, answer)
  return secondLeg(session, outcome, {})
}

async function goOn(session: Session, answer: Answer): Promise<Outcome> {
  const { phase } = session.state
  switch (answer.kind) {
    case 'returned':
      return phase === 'oauth' || phase === 'token'
        ? fromOAuth(session, answer.query)
        : fromBrowser(session, answer.query)
    case 'fields':
      return phase === 'form' ? withFields(session, answer.values) : misplaced(session, answer)
    case 'secret':
      return phase === 'challenge' ? sendCode(session, answer.value) : misplaced(session, answer)
    case 'choice':
      return phase === 'choice' ? select(session, answer.id) : misplaced(session, answer)
    case 'resend':
      return phase === 'challenge' || phase === 'decoupled'
        ? select(session, session.state.authorisation?.methodId)
        : misplaced(session, answer)
    case 'poll':
      if (phase === 'decoupled') return pollApp(session)
      return phase === 'challenge' || phase === 'choice' ? recheck(session) : settle(session, { nok: false })
  }
}

async function fromOAuth(session: Session, query: { readonly [name: string]: string }): Promise<Outcome> {
  const { phase } = session.state
  const failed = await finishOAuth(session, query)
  if (failed) return failWith(session, failed)
  return phase === 'token' ? askConsent(session, {}) : settle(session, { nok: false })
}

async function fromBrowser(session: Session, query: { readonly [name: string]: string }): Promise<Outcome> {
  const href = session.state.authorisation?.confirmation
  const code = query['confirmationCode'] ?? query['code']
  // Only the browser that was at the bank brings this code (1.3 §5.1.6, redirect hardening).
  if (href !== undefined && code !== undefined) {
    const reply = await submit(
      session,
      { method: 'PUT', href },
      { [session.wire.authorisation.confirmation]: code },
      'confirm',
    )
    if ('kind' in reply) return failWith(session, reply)
  }
  return settle(session, { nok: query[nokParameter] !== undefined })
}

async function withFields(session: Session, values: Extract<Answer, { kind: 'fields' }>['values']): Promise<Outcome> {
  const credentials = readCredentials(session.options, values)
  const psu = { ...session.state.psu, ...identification(session.options, session.wire, credentials) }
  session.state = { ...session.state, psu }
  const pending = session.state.authorisation?.pending
  const question = pending && readScaAnswer({}, pending.links, pending.url)
  if (!question) return failWith(session, unreadableAnswer('authorisation', 'nothing was asked'))
  return advance(session, question, credentials, 'consent')
}

async function select(session: Session, id: string | undefined): Promise<Outcome> {
  const { select: target, methods, challenge, methodId } = session.state.authorisation ?? {}
  const known = id !== undefined && (id === methodId || methods?.some((method) => method.id === id))
  if (target === undefined || id === undefined || !known) {
    if (challenge === undefined)
      return failWith(session, unreadableAnswer('authorisation', 'there is nothing to choose'))
    return { kind: 'challenge', challenge: thawChallenge(challenge), refused: true, state: writeState(session.state) }
  }
  const reply = await submit(session, target, { [session.wire.authorisation.methodId]: id }, 'select')
  if (!('kind' in reply)) {
    // Another request in the app has a time of its own.
    if (session.state.phase === 'decoupled') session.state = { ...session.state, phase: 'choice' }
    update(session, { methodId: id })
    return advance(session, reply, {}, 'select')
  }
  const { phase } = session.state
  if (phase === 'choice' || !(await stillOpen(session))) return failWith(session, reply)
  // No more codes to be had, or not now: the one that was sent is as good as before.
  if (phase === 'decoupled') return keepPolling(session, undefined, { canResend: false })
  const before = challenge === undefined ? undefined : thawChallenge(challenge)
  if (before?.kind !== 'otp') return failWith(session, reply)
  const shown = { ...before, canResend: false }
  update(session, { challenge: freezeChallenge(shown) })
  return { kind: 'challenge', challenge: shown, state: writeState(session.state) }
}

async function pollApp(session: Session): Promise<Outcome> {
  const url = session.state.authorisation?.watch
  if (url === undefined) return failWith(session, unreadableAnswer('authorisation', 'no status link'))
  const reply = await call(session, { operation: 'authorisation.status', method: 'GET', url, consent: true })
  if (reply.kind === 'failed') {
    // A bank that stumbles once must not end a confirmation that the person may be giving right now.
    return reply.reason === 'bank_unavailable' ? keepPolling(session, undefined, {}) : failWith(session, reply)
  }
  const answer = readScaAnswer(reply.value, reply.links, reply.url)
  const ended = /^(finalised|exempted|failed)$/i.test(answer?.scaStatus ?? '')
  const leadsOn = Object.keys(reply.links).some((name) => name !== 'self' && name !== 'status' && name !== 'scaStatus')
  if (answer && (ended || leadsOn)) return advance(session, answer, {}, 'poll')
  return keepPolling(session, undefined, { message: answer?.psuMessage })
}

/** An answer was on its way when we were cut off: either it counted, or the question still stands. */
async function recheck(session: Session): Promise<Outcome> {
  const { challenge } = session.state.authorisation ?? {}
  if (challenge === undefined || !(await stillOpen(session))) return settle(session, { nok: false })
  return { kind: 'challenge', challenge: thawChallenge(challenge), state: writeState(session.state) }
}

function misplaced(session: Session, answer: Answer): Failed {
  return failWith(session, unreadableAnswer('authorisation', `${answer.kind} was not asked for`))
}
