import { passwordChangeCodes } from '@raccord/connector-kit'
import { oauthReasons } from '@raccord/connector-oauth'
import { type BankFailure, own } from '@raccord/contract'

/**
 * The standard's error codes (NextGenPSD2 1.3 §14.11) and those of OAuth, each with what it means to us. A code that ends in
 * `*` stands for all that begin so.
 */
export const failureOfCode: { readonly [code: string]: BankFailure } = {
  ...oauthReasons,
  ...passwordChangeCodes,
  PSU_CREDENTIALS_INVALID: 'wrong_credentials',
  CORPORATE_ID_INVALID: 'wrong_credentials',
  SCA_INVALID: 'wrong_otp',
  SCA_METHOD_UNKNOWN: 'bank_answer_invalid',
  'CONSENT_*': 'consent_expired',
  // Of this family, not OpenID Connect's, where a bank of this standard says it.
  CONSENT_REQUIRED: 'consent_expired',
  'TOKEN_*': 'consent_expired',
  ACCESS_EXCEEDED: 'bank_limit_reached',
  SERVICE_BLOCKED: 'action_needed_at_bank',
  RESOURCE_BLOCKED: 'action_needed_at_bank',
  PSU_BLOCKED: 'action_needed_at_bank',
  'CERTIFICATE_*': 'bank_not_configured',
  'SIGNATURE_*': 'bank_not_configured',
  'ROLE_*': 'bank_not_configured',
  // Our request does not suit this bank: its options are wrong, and only an operator can change them.
  FORMAT_ERROR: 'bank_not_configured',
  'PARAMETER_*': 'bank_not_configured',
  SERVICE_INVALID: 'bank_not_configured',
  PERIOD_INVALID: 'bank_not_configured',
  'REQUESTED_FORMATS_*': 'bank_not_configured',
  SESSIONS_NOT_SUPPORTED: 'bank_not_configured',
  PRODUCT_INVALID: 'bank_not_configured',
  PRODUCT_UNKNOWN: 'bank_not_configured',
  TIMESTAMP_INVALID: 'bank_not_configured',
  'RESOURCE_*': 'bank_answer_invalid',
  STATUS_INVALID: 'bank_answer_invalid',
  INTERNAL_SERVER_ERROR: 'bank_unavailable',
  SERVICE_UNAVAILABLE: 'bank_unavailable',
}

/** What an HTTP status means where the bank gave no code that we know. */
const failureOfStatus: { readonly [status: number]: BankFailure } = {
  401: 'consent_expired',
  403: 'consent_expired',
  408: 'bank_unavailable',
  429: 'bank_limit_reached',
}

export function failureOf(code: string | undefined, status: number): BankFailure {
  // A busy or broken bank may put any code in its error page: the status is the better witness.
  if (status === 429) return 'bank_limit_reached'
  if (status >= 500) return 'bank_unavailable'
  return lookUp(code) ?? failureOfStatus[status] ?? 'bank_answer_invalid'
}

function lookUp(code: string | undefined): BankFailure | undefined {
  if (code === undefined) return undefined
  const exact = own(failureOfCode, code)
  if (exact) return exact
  const family = Object.keys(failureOfCode).find((key) => key.endsWith('*') && code.startsWith(key.slice(0, -1)))
  return family === undefined ? undefined : failureOfCode[family]
}
