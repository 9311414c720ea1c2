import type { Failed } from '@raccord/connector-kit'
import {
  AuthorizationResponseError,
  ClientError,
  ResponseBodyError,
  WWWAuthenticateChallengeError,
} from 'openid-client'
import { failureOf } from '../call/failure-table.ts'
import { NoOAuthAnswer } from './bank-fetch.ts'

/** What openid-client threw, as a failure. Only codes are told: descriptions are the bank's text. */
export function oauthFailure(operation: string, error: unknown): Failed {
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
  const cause = error instanceof Error ? (error.cause ?? error) : error
  if (cause instanceof NoOAuthAnswer) return cause.failed
  const code = error instanceof ClientError ? error.code : undefined
  return {
    kind: 'failed',
    reason: 'bank_answer_invalid',
    detail: `${operation}: ${code ?? 'not a valid OAuth answer'}`,
  }
}
