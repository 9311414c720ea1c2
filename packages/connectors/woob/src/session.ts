import {
  type BankContext,
  type ConnectorState,
  type Failed,
  faultFailure,
  isRefused,
  markRefused,
  readOptions,
  Secret,
  unreadableAnswer,
} from '@raccord/connector-kit'
import { type AnswerLines, readAnswer } from './answer-lines.ts'
import { type WoobOptions, woobOptions } from './options.ts'
import { personThere } from './program/woob-programs.ts'
import { type WoobState, writeState } from './state.ts'

/** One call of the server's, from its beginning to its answer. `state` is replaced as the program tells more. */
export interface Session {
  readonly bank: BankContext
  readonly options: WoobOptions
  readonly credentials: Fields
  state: WoobState
}

export type Fields = { readonly [fieldId: string]: Secret }

export function openSession(bank: BankContext, state: WoobState, credentials: Fields | undefined): Session | Failed {
  const options = readOptions(bank, woobOptions)
  if ('kind' in options) return options
  if (credentials === undefined || Object.keys(credentials).length === 0) {
    const detail = 'credentials: none are kept'
    return { kind: 'failed', reason: 'consent_expired', detail, state: writeState(state) }
  }
  return { bank, options, credentials, state }
}

export function newState(asked: WoobState['asked'], former: WoobState | undefined): WoobState {
  if (!former) return { v: 1, asked }
  // What was under way then is over; what the bank knows of this browser goes on.
  const { pending: _, ...kept } = former
  return { ...kept, asked }
}

/** All that was typed, as one: of a pair that the bank refused either may be the wrong one. */
export function typedTogether({ credentials }: Pick<Session, 'credentials'>): Secret {
  const all = Object.entries(credentials).map(([id, value]) => [id, value.expose()])
  return new Secret(JSON.stringify(all.toSorted(([one = ''], [other = '']) => (one < other ? -1 : 1))))
}

/**
 * What a module keeps is of the credentials that it was made with: given back with others, it would find itself signed in, and check
 * none of them. Not even of the same login with another password.
 */
export async function forgetOthers(session: Session): Promise<void> {
  const { session: _, typed: known, ...state } = session.state
  const typed = typedTogether(session)
  if (known && (await isRefused(typed, known))) return
  session.state = { ...state, typed: await markRefused(typed) }
}

export interface Asked {
  readonly operation: 'sign-in' | 'accounts' | 'entries'
  /** Values that were asked for just now. */
  readonly answers?: Fields
  /** Whether the approval in an app has come. */
  readonly resume?: true
  readonly account?: string
  readonly from?: string
}

const found = { 'sign-in': undefined, accounts: 'account', entries: 'entry' } as const

export interface Unanswered {
  readonly kind: 'unanswered'
  readonly failed: Failed
  /** No program was started: the bank can not have heard of it. */
  readonly unsent: boolean
}

/** A question shorter than this could end before the module has asked its bank once. */
const leastWait = 10
/** For the answer to be written, seconds. */
const endMargin = 10

/** One run of the program. What the module keeps is taken over, however it ended. */
export async function ask(
  session: Session,
  { operation, answers, ...asked }: Asked,
): Promise<({ readonly kind: 'answered' } & AnswerLines) | Unanswered> {
  const { bank, options } = session
  const waitSeconds = Math.max(options.waitSeconds, leastWait)
  const exposed = (fields: Fields = {}) =>
    Object.fromEntries(Object.entries(fields).map(([id, value]) => [id, value.expose()]))
  const line = {
    v: 1,
    op: operation,
    module: options.module,
    params: { ...options.parameters, ...exposed(session.credentials) },
    answers: exposed(answers),
    session: session.state.session ?? '',
    // Modules ask for a proof only where somebody is there to give it.
    present: bank.psu !== undefined,
    waitSeconds,
    // What began in time is let end, within the time of the whole.
    waitAtMost: Math.max(waitSeconds, Math.min(2 * waitSeconds, options.timeoutSeconds - endMargin)),
    ...asked,
  }
  const answer = await bank.http.send({
    method: 'POST',
    url: `https://woob.invalid/${options.module}/${operation}`,
    headers: bank.psu === undefined ? {} : personThere,
    body: JSON.stringify(line),
  })
  if (answer.kind === 'fault') {
    const failed = faultFailure(operation, answer)
    // The bank may have heard of it before the program ended.
    return answer.fault === 'timeout'
      ? { kind: 'unanswered', failed: { ...failed, mayHaveCounted: true }, unsent: false }
      : { kind: 'unanswered', failed, unsent: answer.fault === 'crowded' }
  }
  const read = answer.status === 200 ? readAnswer(answer.body, found[operation]) : undefined
  if (!read) {
    const failed = unreadableAnswer(operation, 'the program’s lines are not those of the bridge')
    return { kind: 'unanswered', failed, unsent: false }
  }
  if (read.last.session !== undefined) session.state = { ...session.state, session: read.last.session }
  return { kind: 'answered', ...read }
}

/** A failure with what must be remembered. */
export function failWith(session: Session, failed: Failed): Failed & { readonly state: ConnectorState } {
  return { ...failed, state: writeState(session.state) }
}
