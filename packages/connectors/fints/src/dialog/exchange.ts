import {
  type Failed,
  faultFailure,
  markRefused,
  nextAttempt,
  type Secret,
  unreadableAnswer,
} from '@raccord/connector-kit'
import { failureOf, has, locksOut, type Occasion } from '../bank/failure.ts'
import {
  anonymousMessage,
  type Message,
  type Order,
  packBody,
  readMessage,
  signedMessage,
  unpackBody,
} from '../wire/message.ts'
import { absorb } from './absorb.ts'
import type { Session } from './session.ts'

export interface Step extends Occasion {
  readonly orders: readonly Order[]
  /** Security function; absent: an anonymous message. In an open dialog it is the one that opened it. */
  readonly signedAs?: string
  readonly tan?: Secret
}

/** `codes` with a failure that the bank itself told. */
export type Exchanged =
  | { readonly kind: 'answered'; readonly message: Message }
  | (Failed & { readonly codes?: Message['codes'] })

/** How an answer is told that is no use: the dialog cannot go on after it, since nobody knows its next number. */
function lost(session: Session, failed: Failed): Failed {
  const { dialog: _, ...rest } = session.state
  session.state = rest
  return failed
}

/**
 * One message and its answer, in the dialog that is open or as the first of a new one. What the bank tells beside (its
 * parameters, the person's, ids) is in the state afterwards. Nothing is ever sent again by this.
 */
export async function exchange(session: Session, step: Step): Promise<Exchanged> {
  const { bank, options, state } = session
  const { operation } = step
  const head = { dialogId: state.dialog?.id ?? '0', number: state.dialog?.next ?? 1 }
  const signedAs = state.dialog?.signedAs ?? step.signedAs
  const message =
    signedAs === undefined || signedAs === ''
      ? anonymousMessage(head, step.orders)
      : signedMessage(head, step.orders, signerOf(session, signedAs), bank.now(), step.tan)
  const answer = await bank.http.send({
    method: 'POST',
    url: options.url,
    headers: { 'Content-Type': 'text/plain', Accept: 'text/plain' },
    body: packBody(message),
  })
  if (answer.kind === 'fault') {
    const left = answer.fault === 'timeout' && signedAs !== undefined && signedAs !== ''
    return lost(session, { ...faultFailure(operation, answer), ...(left ? { mayHaveCounted: true } : {}) })
  }
  if (answer.status < 200 || answer.status > 299) {
    return lost(session, httpFailure(operation, answer.status, answer.headers['retry-after'], bank.now()))
  }
  const text = unpackBody(answer.body)
  if (text === undefined) return lost(session, unreadableAnswer(operation, 'not base64'))
  const read = readMessage(text)
  if (read.kind === 'broken') return lost(session, unreadableAnswer(operation, read.why))
  const { message: said } = read
  const { answers } = said
  // Refusals before there is a dialog are about dialog 0, whatever was sent.
  if (answers && answers.dialogId !== '0' && said.dialogId !== '0' && answers.number !== head.number) {
    return lost(session, unreadableAnswer(operation, 'it answers another message'))
  }
  advance(session, said, head.number, signedAs ?? '')
  absorb(session, said)
  const failed = failureOf(said.codes, step)
  if (!failed) return { kind: 'answered', message: said }
  const { reason } = failed
  const lasting =
    reason === 'wrong_credentials' || reason === 'action_needed_at_bank' || reason === 'password_change_needed'
  if (lasting && locksOut(said.codes)) {
    // The dialog is dead: not even its end is said with this PIN.
    const pin = await markRefused(session.credentials.pin)
    const { dialog: _, ...rest } = session.state
    session.state = { ...rest, stop: { reason, pin } }
  }
  return { ...failed, codes: said.codes }
}

function httpFailure(operation: string, status: number, retryAfter: string | undefined, now: Date): Failed {
  const detail = `${operation}: HTTP ${status}`
  if (status === 429)
    return { kind: 'failed', reason: 'bank_limit_reached', detail, retryAt: nextAttempt(retryAfter, now) }
  return { kind: 'failed', reason: status >= 500 ? 'bank_unavailable' : 'bank_answer_invalid', detail }
}

function signerOf({ options, credentials, state }: Session, securityFunction: string) {
  return {
    blz: options.blz,
    userId: state.userId ?? credentials.userId,
    systemId: state.systemId ?? '0',
    securityFunction,
    pin: credentials.pin,
  }
}

/** Where the dialog stands after an answer: it goes on, or the bank has ended it. */
function advance(session: Session, { dialogId, codes }: Message, sent: number, signedAs: string): void {
  const { dialog, ...rest } = session.state
  const id = dialog?.id ?? dialogId
  const over = has(codes, 9800, 100) || id === '0' || id === ''
  session.state = over
    ? rest
    : { ...rest, dialog: { id, next: sent + 1, signedAs, used: Math.floor(session.bank.now().getTime() / 1_000) } }
}
