import { type Failed, limitReached, markRefused } from '@raccord/connector-kit'
import type { BankFailure } from '@raccord/contract'
import type { FailureWord, LastLine } from './answer-lines.ts'
import { failWith, type Session, typedTogether } from './session.ts'
import type { WoobState } from './state.ts'

type FailedLine = Extract<LastLine, { type: 'failed' }>

const reasons: { readonly [word in FailureWord]: BankFailure } = {
  wrong_credentials: 'wrong_credentials',
  locked: 'action_needed_at_bank',
  password_expired: 'password_change_needed',
  action_needed: 'action_needed_at_bank',
  unavailable: 'bank_unavailable',
  limit: 'bank_limit_reached',
  need_person: 'challenge_expired',
  cancelled: 'refused_at_bank',
  expired: 'challenge_expired',
  // A captcha, a page of the bank's own, a proof that the module does not know: nobody can give it here.
  unsupported: 'bank_not_configured',
  no_module: 'bank_not_configured',
  wrong_settings: 'bank_not_configured',
  no_woob: 'bank_not_configured',
  memory: 'bank_answer_invalid',
  account_gone: 'bank_answer_invalid',
  bug: 'bank_answer_invalid',
}

/** After these nothing is sent until the person has come: a program that tries again by itself gets people locked out. */
const stopping: readonly BankFailure[] = [
  'wrong_credentials',
  'action_needed_at_bank',
  'password_change_needed',
  'challenge_expired',
]

/** What the program said went wrong. `answered`: ids of what the person was asked for just now. */
export async function failureOf(
  session: Session,
  operation: string,
  line: FailedLine,
  answered: readonly string[] = [],
): Promise<Failed> {
  const reason = reasonOf(session, line, answered)
  const detail = `${operation}: ${line.reason.replaceAll('_', ' ')}${line.what === undefined ? '' : ` (${line.what})`}`
  const { pending: _, ...state } = session.state
  session.state = state
  if (stopping.includes(reason)) await stop(session, reason as NonNullable<WoobState['stop']>['reason'])
  const now = session.bank.now()
  const limits = reason === 'bank_limit_reached' ? { retryAt: line.retryAt ?? limitReached({}, now).retryAt } : {}
  return failWith(session, { kind: 'failed', reason, detail, ...limits })
}

function reasonOf({ credentials }: Session, line: FailedLine, answered: readonly string[]): BankFailure {
  const bad = line.badFields ?? []
  // A question comes after the password was taken: what is wrong then is the answer, unless the module says otherwise.
  if (line.reason === 'wrong_credentials' && answered.length > 0 && !bad.some((id) => Object.hasOwn(credentials, id)))
    return 'wrong_otp'
  // Typed in a form that the module does not take (a letter where digits belong): it was not sent.
  if (line.reason === 'wrong_settings' && bad.some((id) => answered.includes(id))) return 'wrong_otp'
  if (line.reason === 'wrong_settings' && bad.some((id) => Object.hasOwn(credentials, id))) return 'wrong_credentials'
  return reasons[line.reason]
}

/** Marks what stops everything but the person. */
export async function stop(session: Session, reason: NonNullable<WoobState['stop']>['reason']): Promise<void> {
  const password = reason === 'wrong_credentials' ? await markRefused(typedTogether(session)) : undefined
  session.state = { ...session.state, stop: { reason, password } }
}
