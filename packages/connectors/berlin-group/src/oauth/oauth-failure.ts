import { type Failed, faultFailure, nextAttempt } from '@raccord/connector-kit'
import {
  AuthorizationResponseError,
  ClientError,
  ResponseBodyError,
  WWWAuthenticateChallengeError,
} from 'openid-client'
import { failureOf } from '../call/failure-table.ts'
import { BankFaultError } from './bank-fetch.ts'

/** What openid-client threw, as a failure. Only codes are told: descriptions are the bank's text. */
export function oauthFailure(operation: string, error: unknown, now: Date): Failed {
  if (error instanceof AuthorizationResponseError || error instanceof ResponseBodyError) {
    const code = /^[a-z_]{2,40}$/.test(error.error) ? error.error.toUpperCase() : undefined
    const status = error instanceof ResponseBodyError ? error.status : 400
    return {
      kind: 'failed',
      reason: failureOf(code, status),
      detail: `${operation}: ${code ?? 'error without a known code'}`,
      ...(code === undefined ? {} : { bankCode: code }),
    }
  }
  if (error instanceof WWWAuthenticateChallengeError) {
    return { kind: 'failed', reason: 'bank_not_configured', detail: `${operation}: HTTP ${error.status}` }
  }
  const fault = error instanceof Error ? (error.cause ?? error) : error
  if (fault instanceof BankFaultError) {
    return faultFailure(operation, { kind: 'fault', fault: fault.fault, detail: fault.message })
  }
  // An answer in no form of OAuth: a server that is down says so by its status alone.
  if (fault instanceof Response && (fault.status >= 500 || fault.status === 429)) {
    return {
      kind: 'failed',
      reason: failureOf(undefined, fault.status),
      detail: `${operation}: HTTP ${fault.status}`,
      ...(fault.status === 429 ? { retryAt: nextAttempt(fault.headers.get('retry-after') ?? undefined, now) } : {}),
    }
  }
  const code = error instanceof ClientError ? error.code : undefined
  return {
    kind: 'failed',
    reason: 'bank_answer_invalid',
    detail: `${operation}: ${code ?? 'not a valid OAuth answer'}`,
  }
}
