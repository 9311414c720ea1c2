import {
  type BankContext,
  bankCode,
  type Failed,
  limitReached,
  notConfigured,
  unreadableAnswer,
} from '@raccord/connector-kit'
import { type BankFailure, own } from '@raccord/contract'
import {
  AuthorizationResponseError,
  ClientError,
  ResponseBodyError,
  WWWAuthenticateChallengeError,
} from 'openid-client'
import { NoOAuthAnswer } from './bank-fetch.ts'
import type { BankAnswer, Manners } from './manners.ts'
import { SigningError } from './signer.ts'

/** Codes of RFC 6750 §3.1 and RFC 6749 §5.2 that banks put into refusals of any call. */
export const tokenReasons: { readonly [code: string]: BankFailure } = {
  INVALID_TOKEN: 'consent_expired',
  INVALID_GRANT: 'consent_expired',
  INSUFFICIENT_SCOPE: 'consent_expired',
  INVALID_CLIENT: 'bank_not_configured',
  UNAUTHORIZED_CLIENT: 'bank_not_configured',
  INVALID_SCOPE: 'bank_not_configured',
  INVALID_REQUEST: 'bank_not_configured',
}

/** With those that only an authorization server says (RFC 6749 §4.1.2.1 and §5.2, OpenID Connect Core §3.1.2.6). */
export const oauthReasons: { readonly [code: string]: BankFailure } = {
  ...tokenReasons,
  ACCESS_DENIED: 'refused_at_bank',
  LOGIN_REQUIRED: 'refused_at_bank',
  INTERACTION_REQUIRED: 'refused_at_bank',
  CONSENT_REQUIRED: 'refused_at_bank',
  INVALID_REQUEST_OBJECT: 'bank_not_configured',
  UNSUPPORTED_RESPONSE_TYPE: 'bank_not_configured',
  UNSUPPORTED_GRANT_TYPE: 'bank_not_configured',
  SERVER_ERROR: 'bank_unavailable',
  TEMPORARILY_UNAVAILABLE: 'bank_unavailable',
}

/** What an OAuth error code means; a busy or broken server's status is the better witness. */
export function reasonOfOAuth(code: string | undefined, status: number): BankFailure {
  if (status === 429) return 'bank_limit_reached'
  if (status >= 500) return 'bank_unavailable'
  return (code === undefined ? undefined : own(oauthReasons, code)) ?? 'bank_answer_invalid'
}

/** A busy or broken server, whose body is no OAuth error: the status says what there is to say. */
export function failureOfStatus(operation: string, { status, headers }: BankAnswer, now: Date): Failed | undefined {
  if (status !== 429 && status < 500) return undefined
  const reason = reasonOfOAuth(undefined, status)
  const limit = reason === 'bank_limit_reached' ? limitReached(headers, now) : {}
  return { kind: 'failed', reason, detail: `${operation}: HTTP ${status}`, ...limit }
}

/** What openid-client threw, as a failure. Only codes are told: descriptions are the bank's text, URLs hold codes. */
export function oauthFailure(
  operation: string,
  error: unknown,
  { bank, manners }: { readonly bank: BankContext; readonly manners: Manners },
): Failed {
  if (error instanceof SigningError) return notConfigured(operation, error.message)
  if (error instanceof AuthorizationResponseError || error instanceof ResponseBodyError) {
    const code = bankCode(error.error)
    const reason = manners.reasonOf(code, error instanceof ResponseBodyError ? error.status : 400)
    const headers = error instanceof ResponseBodyError ? Object.fromEntries(error.response.headers) : {}
    return {
      kind: 'failed',
      reason,
      detail: `${operation}: ${code ?? 'error without a known code'}`,
      bankCode: code,
      ...(reason === 'bank_limit_reached' ? limitReached(headers, bank.now()) : {}),
    }
  }
  if (error instanceof WWWAuthenticateChallengeError) return notConfigured(operation, `HTTP ${error.status}`)
  const cause = error instanceof Error ? (error.cause ?? error) : error
  if (cause instanceof NoOAuthAnswer) return cause.failed
  return unreadableAnswer(
    operation,
    (error instanceof ClientError ? error.code : undefined) ?? 'not a valid OAuth answer',
  )
}
