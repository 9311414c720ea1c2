import type { BankResponse } from '../bank-http.ts'
import type { Failed } from '../connector.ts'

const reasonOfFault = {
  refused: 'bank_answer_invalid',
  unreadable: 'bank_answer_invalid',
  too_large: 'bank_answer_invalid',
  identity: 'bank_not_configured',
  timeout: 'bank_unavailable',
  crowded: 'bank_unavailable',
  unreachable: 'bank_unavailable',
} as const

/** What the network did, as a failure. `operation` is our name for the call. */
export function faultFailure(operation: string, fault: Extract<BankResponse, { kind: 'fault' }>): Failed {
  return { kind: 'failed', reason: reasonOfFault[fault.fault], detail: `${operation}: ${fault.detail}` }
}

/** The bank broke its own protocol. `what` is our words, never the bank's. */
export function unreadableAnswer(operation: string, what: string): Failed {
  return { kind: 'failed', reason: 'bank_answer_invalid', detail: `${operation}: ${what}` }
}

/** Something an operator has to put right: a wrong option, a key that is missing. */
export function notConfigured(operation: string, what: string): Failed {
  return { kind: 'failed', reason: 'bank_not_configured', detail: `${operation}: ${what}` }
}

/**
 * When the bank may be asked again: its `Retry-After` (RFC 9110 §10.2.3, seconds or a date), else the next midnight UTC, when
 * the count of the day's accesses begins anew. Never more than two days away, whatever a bank says.
 */
export function nextAttempt(retryAfter: string | undefined, now: Date): Date {
  const midnight = new Date(now)
  midnight.setUTCHours(24, 0, 0, 0)
  const written = retryAfter?.trim() ?? ''
  const asked = /^\d{1,9}$/.test(written) ? now.getTime() + Number(written) * 1000 : Date.parse(written)
  if (Number.isNaN(asked) || asked <= now.getTime()) return midnight
  return new Date(Math.min(asked, now.getTime() + 2 * 86_400_000))
}

/** A code of the bank as we may repeat it: upper case, no text that could hold a name or a number of an account. */
export function bankCode(value: unknown): string | undefined {
  const upper = typeof value === 'string' ? value.trim().toUpperCase() : ''
  // An IBAN is written like a code too, but for its run of digits.
  return /^[A-Z][A-Z0-9_.]{1,62}$/.test(upper) && !/\d{4}/.test(upper) ? upper : undefined
}
