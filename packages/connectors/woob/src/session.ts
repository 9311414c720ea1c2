import {
  type BankContext,
  type ConnectorState,
  type Failed,
  faultFailure,
  readOptions,
  Secret,
  unreadableAnswer,
} from '@raccord/connector-kit'
import { type AnswerLines, readAnswer } from './answer-lines.ts'
import { type WoobOptions, woobOptions } from './options.ts'
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

/** One run of the program. What the module keeps is taken over, however it ended. */
export async function ask(
  session: Session,
  { operation, answers, ...asked }: Asked,
): Promise<({ readonly kind: 'answered' } & AnswerLines) | Failed> {
  const { bank, options } = session
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
    waitSeconds: options.waitSeconds,
    ...asked,
  }
  const answer = await bank.http.send({
    method: 'POST',
    url: `https://woob.invalid/${options.module}/${operation}`,
    headers: {},
    body: JSON.stringify(line),
  })
  if (answer.kind === 'fault') {
    const failed = faultFailure(operation, answer)
    // The bank may have heard of it before the program ended.
    return answer.fault === 'timeout' ? { ...failed, mayHaveCounted: true } : failed
  }
  const read = answer.status === 200 ? readAnswer(answer.body, found[operation]) : undefined
  if (!read) return unreadableAnswer(operation, 'the program’s lines are not those of the bridge')
  if (read.last.session !== undefined) session.state = { ...session.state, session: read.last.session }
  return { kind: 'answered', ...read }
}

/** A failure with what must be remembered. */
export function failWith(session: Session, failed: Failed): Failed & { readonly state: ConnectorState } {
  return { ...failed, state: writeState(session.state) }
}
