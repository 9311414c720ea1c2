import { type BankResponse, bankCode, type Failed, limitReached, parseBankJson } from '@raccord/connector-kit'
import { type BankFailure, own } from '@raccord/contract'
import { type Period, periodOf } from './period.ts'

type Answer = Extract<BankResponse, { kind: 'answer' }>

/** A failure with what only this driver makes use of. */
export interface Refusal extends Failed {
  /** The period is not to the bank's liking; with the first day that it takes, where it says so. */
  readonly period?: Period
  /** Said of the page that a key leads to. */
  readonly page?: 'key' | 'parameters'
  /** What the bank behind them said: `over`, the consent has ended; `refused`, it may have. */
  readonly upstream?: 'over' | 'refused'
}

const reasonOfCode: { readonly [code: string]: BankFailure } = {
  EXPIRED_SESSION: 'consent_expired',
  CLOSED_SESSION: 'consent_expired',
  REVOKED_SESSION: 'consent_expired',
  SESSION_DOES_NOT_EXIST: 'consent_expired',
  WRONG_SESSION_STATUS: 'consent_expired',
  ACCOUNT_DOES_NOT_EXIST: 'consent_expired',
  AUTHORIZATION_NOT_PROVIDED: 'consent_expired',
  ALREADY_AUTHORIZED: 'consent_expired',
  EXPIRED_AUTHORIZATION_CODE: 'consent_expired',
  WRONG_AUTHORIZATION_CODE: 'consent_expired',
  ASPSP_RATE_LIMIT_EXCEEDED: 'bank_limit_reached',
  ASPSP_PSU_ACTION_REQUIRED: 'action_needed_at_bank',
  ASPSP_ACCOUNT_NOT_ACCESSIBLE: 'action_needed_at_bank',
  NO_ACCOUNTS_ADDED: 'action_needed_at_bank',
  ASPSP_TIMEOUT: 'bank_unavailable',
  ASPSP_ERROR: 'bank_unavailable',
  WRONG_CREDENTIALS_PROVIDED: 'wrong_credentials',
  ACCESS_DENIED: 'refused_at_bank',
  UNAUTHORIZED_ACCESS: 'bank_not_configured',
  INVALID_HOST: 'bank_not_configured',
  UNAUTHORIZED_IP: 'bank_not_configured',
  REDIRECT_URI_NOT_ALLOWED: 'bank_not_configured',
  WRONG_ASPSP_PROVIDED: 'bank_not_configured',
  WRONG_REQUEST_PARAMETERS: 'bank_not_configured',
  PSU_HEADER_NOT_PROVIDED: 'bank_not_configured',
  PSU_HEADER_INVALID: 'bank_not_configured',
}

const reasonOfStatus: { readonly [status: number]: BankFailure } = {
  401: 'bank_not_configured',
  403: 'bank_not_configured',
  404: 'consent_expired',
  408: 'bank_unavailable',
}

/** An answer that is not a success: `{message, code, error, detail}`. `detail` is the bank's own text, which is never repeated. */
export function refusalOf(operation: string, { status, headers, body }: Answer, now: Date): Refusal {
  const value = parseBankJson(body)
  const said: { readonly [key: string]: unknown } = typeof value === 'object' && value !== null ? { ...value } : {}
  const code = bankCode(said['error']) ?? bankCode(said['code'])
  const upstream = code === 'ASPSP_ERROR' ? upstreamOf(said['detail']) : undefined
  const reason = upstream === 'over' ? 'consent_expired' : reasonOf(code, status)
  const period = status < 500 ? periodOf(code, said) : undefined
  const page = pageOf(code, status)
  return {
    kind: 'failed',
    reason,
    detail: `${operation}: HTTP ${status}${code === undefined ? '' : ` ${code}`}`,
    bankCode: code,
    ...(reason === 'bank_limit_reached' ? limitReached(headers, now) : {}),
    ...(period ? { period } : {}),
    ...(page ? { page } : {}),
    ...(upstream ? { upstream } : {}),
  }
}

function reasonOf(code: string | undefined, status: number): BankFailure {
  if (status === 429) return 'bank_limit_reached'
  // A busy or broken gateway may put any word in its error page: the status is the better witness.
  if (status >= 500) return 'bank_unavailable'
  return (code === undefined ? undefined : own(reasonOfCode, code)) ?? reasonOfStatus[status] ?? 'bank_answer_invalid'
}

function pageOf(code: string | undefined, status: number): Refusal['page'] {
  if (code === 'WRONG_CONTINUATION_KEY') return 'key'
  return status === 422 ? 'parameters' : undefined
}

/** They answer 400 for whatever the bank said; an ended consent stands in the details alone. */
function upstreamOf(detail: unknown): Refusal['upstream'] {
  const text = JSON.stringify(detail ?? '').slice(0, 4000)
  if (
    /(CONSENT|TOKEN)[_ ](EXPIRED|INVALID|UNKNOWN|REVOKED)|invalid_grant|consent[^"]{0,40}(expired|revoked)/i.test(text)
  )
    return 'over'
  return /\b(401|403)\b|unauthori[sz]ed|forbidden/i.test(text) ? 'refused' : undefined
}
