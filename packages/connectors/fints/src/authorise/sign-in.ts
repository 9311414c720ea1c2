import { type Outcome, unreadableAnswer } from '@raccord/connector-kit'
import { has } from '../bank/failure.ts'
import type { TanMethod } from '../bank/tan-methods.ts'
import { endDialog } from '../dialog/end-dialog.ts'
import { type Exchanged, exchange } from '../dialog/exchange.ts'
import { identification, listMedia, mediumFor, offerTan, preparation, synchronisation } from '../dialog/orders.ts'
import type { Session } from '../dialog/session.ts'
import type { Stage } from '../state.ts'
import type { Message, Order } from '../wire/message.ts'
import { fetchParameters } from './anonymous.ts'
import { chooseMedium, chooseMethod, methodOf } from './choose.ts'
import { granted, refused } from './outcome.ts'
import { challengeIn, presentChallenge } from './present-challenge.ts'

const oneStep = '999'
/** The bank does not take a sign-in without a method: it names them only when one is tried. */
const oneStepRefused = [9380, 9200, 9957] as const

/**
 * Signs in, from wherever the state says: parameters, system id, method, device, then the dialog in which accounts are read. It
 * stops where the person is asked, and goes on from there when it is called again.
 */
export async function signIn(session: Session, tried: ReadonlySet<string> = new Set()): Promise<Outcome> {
  if (!session.state.bank && session.options.anonymous && !session.options.oneStepOnly) {
    const failed = await fetchParameters(session)
    if (failed) return refused(session, failed)
  }
  if (session.state.systemId === undefined && !session.state.twoStepOnly) {
    const failed = await synchronise(session)
    if (failed) return failed
  }
  if (session.options.oneStepOnly) return login(session, undefined, tried)
  const asked = chooseMethod(session)
  if (asked) return asked
  const method = methodOf(session)
  if (session.state.systemId === undefined) {
    const stopped = await synchroniseWith(session, method)
    if (stopped) return stopped
  }
  if (method?.medium === 'must' && session.state.medium === undefined) {
    const stopped = await fetchMedia(session, method)
    if (stopped) return stopped
    const choice = chooseMedium(session)
    if (choice) return choice
  }
  return login(session, method, tried)
}

/** A system id, and which methods the person has, by PIN alone. */
async function synchronise(session: Session): Promise<Outcome | undefined> {
  const orders = [identification(session), preparation(session), synchronisation]
  const answer = await exchange(session, { operation: 'sign-in', orders, signedAs: oneStep })
  await endDialog(session)
  if (answer.kind === 'answered') {
    if (session.state.systemId !== undefined) return undefined
    return refused(session, unreadableAnswer('sign-in', 'no system id'))
  }
  if (answer.codes && has(answer.codes, ...oneStepRefused) && session.state.bank && !session.state.stop) {
    session.state = {
      ...session.state,
      twoStepOnly: true,
      allowed: session.state.allowed ?? session.state.bank.methods.map(({ id }) => id),
    }
    return undefined
  }
  return refused(session, answer)
}

/** The same with a method, where the bank takes no other sign-in. */
async function synchroniseWith(session: Session, method: TanMethod | undefined): Promise<Outcome | undefined> {
  const orders = [...opening(session, method), synchronisation]
  return staged(session, 'sync', method, await start(session, method, orders))
}

async function fetchMedia(session: Session, method: TanMethod): Promise<Outcome | undefined> {
  if (session.state.media) return undefined
  const version = session.state.bank?.versions['HKTAB']
    ?.filter((one) => one === 4 || one === 5)
    .sort()
    .at(-1)
  if (version === undefined) return undefined
  const opened = [...opening(session, method, 'HKTAB'), listMedia(version)]
  const answer = await start(session, method, opened)
  // Some banks want the device before they list devices: what was typed, or none, has to do.
  if (answer.kind !== 'answered' && answer.reason === 'bank_answer_invalid') {
    await endDialog(session)
    return undefined
  }
  return staged(session, 'media', method, answer)
}

/** The dialog that accounts are read in; it stays open for the reading. */
async function login(session: Session, method: TanMethod | undefined, tried: ReadonlySet<string>): Promise<Outcome> {
  const answer = await start(session, method, opening(session, method))
  if (answer.kind === 'answered') return (await staged(session, 'login', method, answer)) ?? granted(session)
  const codes = answer.codes ?? []
  // The bank has forgotten the device: another one, once.
  if (has(codes, 9391) && !tried.has('system')) {
    const { systemId: _, ...rest } = session.state
    session.state = rest
    return signIn(session, new Set([...tried, 'system']))
  }
  // The method is no longer allowed, and the bank says which are.
  const gone = has(codes, 3920) && !session.state.allowed?.includes(session.state.method ?? '')
  if (gone && session.state.stop === undefined && !tried.has('method')) {
    const { method: _m, medium: _d, media: _l, ...rest } = session.state
    session.state = rest
    return signIn(session, new Set([...tried, 'method']))
  }
  await endDialog(session)
  return refused(session, answer)
}

function opening(session: Session, method: TanMethod | undefined, segment = 'HKIDN'): Order[] {
  const tan = method ? [offerTan(method.version, segment, mediumFor(session, method))] : []
  return [identification(session), preparation(session), ...tan]
}

function start(session: Session, method: TanMethod | undefined, orders: readonly Order[]): Promise<Exchanged> {
  return exchange(session, { operation: 'sign-in', orders, signedAs: method?.id ?? oneStep })
}

/** What comes of the first message of a dialog: a question to the person, a failure, or `undefined`, and the stage is through. */
async function staged(
  session: Session,
  stage: Stage,
  method: TanMethod | undefined,
  answer: Exchanged,
): Promise<Outcome | undefined> {
  if (answer.kind !== 'answered') {
    await endDialog(session)
    return refused(session, answer)
  }
  return passed(session, stage, method, answer.message)
}

/** The same for any message of it: after a TAN the bank may ask once more. */
export async function passed(
  session: Session,
  stage: Stage,
  method: TanMethod | undefined,
  message: Message,
): Promise<Outcome | undefined> {
  const challenge = challengeIn(message)
  if (challenge === 'unreadable') {
    await endDialog(session)
    return refused(session, unreadableAnswer('sign-in', 'a proof is asked for that is not there'))
  }
  if (challenge) return presentChallenge(session, stage, method, message, challenge)
  const { pending: _, ...rest } = session.state
  session.state = rest
  if (stage === 'login') return undefined
  await endDialog(session)
  if (stage === 'media' && !session.state.media) session.state = { ...session.state, media: [] }
  if (stage === 'sync' && session.state.systemId === undefined) {
    return refused(session, unreadableAnswer('sign-in', 'no system id'))
  }
  return undefined
}
