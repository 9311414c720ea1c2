import { type BankResponse, bankCode, type Failed, nextAttempt, parseBankJson } from '@raccord/connector-kit'
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
    ...(code === undefined ? {} : { bankCode: code }),
    ...(reason === 'bank_limit_reached' ? { retryAt: nextAttempt(answer.headers['retry-after'], now) } : {}),
  }
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
