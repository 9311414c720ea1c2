import { type Failed, type Outcome, unreadableAnswer } from '@raccord/connector-kit'
import type { BankFailure } from '@raccord/contract'
import { failWith, type Session } from '../call/session.ts'
import { startOAuth } from '../oauth/authorize.ts'
import { freezeChallenge, thawChallenge, writeState } from '../state.ts'
import type { Sent } from './advance.ts'
import { challengeOf, choiceOf } from './challenge.ts'
import { type Credentials, credentialForm } from './credentials.ts'
import { isOver } from './is-over.ts'
import { legOf } from './legs.ts'
import type { Move } from './next-move.ts'
import type { ScaAnswer } from './sca-answer.ts'
import { settle } from './settle.ts'
import { absolute, update } from './submit.ts'
import { keepPolling } from './wait.ts'
import { withPicture } from './with-picture.ts'

export interface Where {
  readonly answer: ScaAnswer
  readonly last: Sent
  readonly credentials: Credentials
  readonly done: ReadonlySet<Sent>
}

/** The bank needs the person, or is done. */
export async function stopAt(
  session: Session,
  move: Exclude<Move, { kind: 'send' }>,
  { answer, last, credentials, done }: Where,
): Promise<Outcome> {
  const href = 'href' in move ? move.href : 'to' in move ? move.to.href : undefined
  const url = absolute(session, href, answer.url)
  if (href !== undefined && url === undefined)
    return failWith(session, unreadableAnswer('authorisation', 'a link is not a URL'))
  switch (move.kind) {
    case 'settle':
      return settle(session, { nok: false })
    case 'failed':
      return failWith(session, scaFailed(session, last))
    case 'oauth':
      return startOAuth(session, { url: url ?? '', asSent: move.href })
    case 'browser':
      return toBrowser(session, url ?? '')
    case 'choose':
      return choose(session, answer, { method: move.to.method, href: url ?? '' })
    case 'challenge':
      return challenge(session, await withPicture(session, answer), { method: move.to.method, href: url ?? '' }, last)
    case 'credentials':
      return askCredentials(session, answer, credentials, done)
    case 'decoupled':
      return approval(session, url, answer, last)
    case 'unsupported':
      return failWith(session, {
        kind: 'failed',
        reason: 'bank_not_configured',
        detail: 'authorisation: the bank takes only an encrypted password',
      })
    case 'lost':
      // Some banks say in their documents alone that the person signs by OAuth now.
      if (oauthGoesWithoutLink(session)) return startOAuth(session, 'unlinked')
      return failWith(session, unreadableAnswer('authorisation', 'no link that leads on'))
  }
}

function oauthGoesWithoutLink({ options: { oauth }, state }: Session): boolean {
  return (
    oauth.kind === 'integrated' &&
    oauth.authorizationEndpoint !== undefined &&
    oauth.tokenEndpoint !== undefined &&
    state.tokens === undefined
  )
}

function scaFailed(session: Session, last: Sent): Failed {
  const reasons: { readonly [sent in Sent]?: BankFailure } = {
    authenticate: 'wrong_credentials',
    authenticate_more: 'wrong_credentials',
    identify: 'wrong_credentials',
    code: 'wrong_otp',
  }
  const reason = isOver(session) ? 'challenge_expired' : (reasons[last] ?? 'refused_at_bank')
  return { kind: 'failed', reason, detail: `scaStatus is failed after ${last}` }
}

function toBrowser(session: Session, url: string): Outcome {
  // The server judges the host; a scheme that is no page at all is a broken answer.
  if (!/^https?:\/\//i.test(url))
    return failWith(session, unreadableAnswer('authorisation', 'scaRedirect is not a web page'))
  session.state = { ...session.state, phase: 'redirect' }
  const leg = legOf(session)
  return { kind: 'redirect', url, ...(leg ? { leg } : {}), state: writeState(session.state) }
}

type Target = { readonly method: 'POST' | 'PUT'; readonly href: string }

function choose(session: Session, answer: ScaAnswer, target: Target): Outcome {
  const choice = choiceOf(answer)
  update(session, { select: target, challenge: freezeChallenge(choice) })
  session.state = { ...session.state, phase: 'choice' }
  return { kind: 'challenge', challenge: choice, state: writeState(session.state) }
}

function challenge(session: Session, answer: ScaAnswer, target: Target, last: Sent): Outcome {
  const before = session.state.authorisation
  update(session, { answer: target })
  session.state = { ...session.state, phase: 'challenge' }
  // The same question again, without a new challenge: the code was wrong and may be given again.
  if (last === 'code' && !answer.challengeData && !answer.chosenScaMethod && before?.challenge !== undefined) {
    return {
      kind: 'challenge',
      challenge: thawChallenge(before.challenge),
      refused: true,
      state: writeState(session.state),
    }
  }
  const chosen = before?.methods?.find((method) => method.id === before.methodId)
  const shown = challengeOf(
    answer,
    chosen && {
      authenticationMethodId: chosen.id,
      authenticationType: chosen.type,
      name: chosen.name,
      explanation: undefined,
    },
    {
      canResend: canResend(session, answer, last),
      questionTypes: session.options.questionTypes,
      seconds: session.options.challengeSeconds,
      now: session.bank.now(),
    },
  )
  update(session, { challenge: freezeChallenge(shown) })
  return { kind: 'challenge', challenge: shown, state: writeState(session.state) }
}

/**
 * Starting the method again has another code, or request, sent. Possible where the bank gives the link with its challenge,
 * and where the method has just been chosen.
 */
function canResend(session: Session, answer: ScaAnswer, last: Sent): boolean {
  const id = answer.chosenScaMethod?.authenticationMethodId ?? session.state.authorisation?.methodId
  if (id === undefined) return false
  if (answer.links[session.wire.links.selectMethod] !== undefined) {
    update(session, { methodId: id, tellsResend: true })
    return true
  }
  // A bank that gave the link before and leaves it out now has sent the last one.
  return last === 'select' && session.state.authorisation?.tellsResend !== true
}

/** Nothing to type: the person confirms in the bank's app. */
function approval(session: Session, watch: string | undefined, answer: ScaAnswer, last: Sent): Outcome {
  const again = canResend(session, answer, last)
  return keepPolling(session, watch, {
    message: answer.psuMessage ?? answer.challengeData?.additionalInformation,
    expiresAt: answer.expiresAt ?? answer.challengeData?.expiresAt,
    ...(last === 'poll' ? {} : { canResend: again }),
  })
}

function askCredentials(
  session: Session,
  answer: ScaAnswer,
  credentials: Credentials,
  done: ReadonlySet<Sent>,
): Outcome {
  const identified = session.state.psu[session.wire.headers.psuId] !== undefined
  const fields = credentialForm(session.options, credentials, identified)
  if (fields.length === 0) {
    const reason = done.has('authenticate') ? 'wrong_credentials' : 'bank_not_configured'
    return failWith(session, { kind: 'failed', reason, detail: 'authorisation: the bank asks for credentials again' })
  }
  update(session, { pending: { links: { ...answer.links }, url: answer.url } })
  session.state = { ...session.state, phase: 'form' }
  return { kind: 'form', fields, state: writeState(session.state) }
}
