import {
  type BankResponse,
  bankCode,
  type Failed,
  limitReached,
  parseBankJson,
  passwordChangeCodes,
  unreadableAnswer,
} from '@raccord/connector-kit'
import { tokenReasons } from '@raccord/connector-oauth'
import { type BankFailure, own } from '@raccord/contract'

type Answer = Extract<BankResponse, { kind: 'answer' }>

/** STET 1.4 §3.7 leaves meaning to the HTTP status; `error` and `message` are mostly words for people. */
const reasonOfStatus: { readonly [status: number]: BankFailure } = {
  400: 'bank_not_configured',
  401: 'consent_expired',
  403: 'consent_expired',
  405: 'bank_not_configured',
  406: 'bank_not_configured',
  408: 'bank_unavailable',
  415: 'bank_not_configured',
  429: 'bank_limit_reached',
  501: 'bank_not_configured',
}

/** Codes that some banks put into `error` or `message`, and that say more than the status; OAuth's among them. */
const reasonOfWord: { readonly [code: string]: BankFailure } = {
  ...tokenReasons,
  ...passwordChangeCodes,
  ACCESS_EXCEEDED: 'bank_limit_reached',
  CONSENT_EXPIRED: 'consent_expired',
  CONSENT_INVALID: 'consent_expired',
  CERTIFICATE_INVALID: 'bank_not_configured',
  CERTIFICATE_EXPIRED: 'bank_not_configured',
  CERTIFICATE_REVOKED: 'bank_not_configured',
  CERTIFICATE_MISSING: 'bank_not_configured',
  SIGNATURE_INVALID: 'bank_not_configured',
  SIGNATURE_MISSING: 'bank_not_configured',
  ROLE_INVALID: 'bank_not_configured',
  SERVICE_BLOCKED: 'action_needed_at_bank',
  RESOURCE_BLOCKED: 'action_needed_at_bank',
}

/** An answer that is not a success: `{timestamp, status, error, message, path}` or anything else. */
export function failureOfAnswer(operation: string, answer: Answer, now: Date): Failed {
  const code = codeOf(answer.body)
  const reason = reasonOf(code, answer.status)
  return {
    kind: 'failed',
    reason,
    detail: `${operation}: HTTP ${answer.status}${code === undefined ? '' : ` ${code}`}`,
    bankCode: code,
    ...(reason === 'bank_limit_reached' ? limitReached(answer.headers, now) : {}),
  }
}

/**
 * The failure in an answer that says 200 and is none: the standard's `{status, error, message}`, or no list where one belongs. `held`:
 * that list.
 */
export function carriedFailure(
  operation: string,
  answer: { readonly text: string; readonly status: number },
  held: readonly unknown[] | undefined,
  now: Date,
): Failed | undefined {
  if (held && held.length > 0) return undefined
  const value = parseBankJson(answer.text)
  const said: { readonly [key: string]: unknown } = typeof value === 'object' && value !== null ? { ...value } : {}
  const status = Number(said['status'])
  if (status >= 400 && status < 600) return failureOfAnswer(operation, asError(answer.text, status), now)
  if (typeof said['error'] === 'string' && said['error'] !== '')
    return failureOfAnswer(operation, asError(answer.text, answer.status), now)
  return held ? undefined : unreadableAnswer(operation, 'the list that it should hold is absent')
}

function asError(body: string, status: number): Answer {
  return { kind: 'answer', status, headers: {}, body }
}

function reasonOf(code: string | undefined, status: number): BankFailure {
  // A busy or broken bank may put any word in its error page: the status is the better witness.
  if (status === 429) return 'bank_limit_reached'
  if (status === 501) return 'bank_not_configured'
  if (status >= 500) return 'bank_unavailable'
  return (code === undefined ? undefined : own(reasonOfWord, code)) ?? reasonOfStatus[status] ?? 'bank_answer_invalid'
}

/** Only what is a code by its form: texts may hold names and account numbers. */
function codeOf(body: string): string | undefined {
  const value = parseBankJson(body)
  if (typeof value !== 'object' || value === null) return undefined
  const { error, message, code } = value as { readonly [key: string]: unknown }
  const [written, ...words] = [code, error, message].map(bankCode)
  const known = [written, ...words].find((one) => one !== undefined && own(reasonOfWord, one) !== undefined)
  // `message` is a sentence at most banks, and a sentence of one word may be a name.
  return known ?? written ?? words[0]
}
