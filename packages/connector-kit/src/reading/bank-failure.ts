import type { BankResponse } from '../bank-http.ts'
import type { Failed } from '../connector.ts'

/**
 * Words of banks' own for a password that must be changed before anything else; the standards have none. That it is wrong is another thing, and
 * what banks write beside a code in words is not read.
 */
export const passwordChangeCodes = {
  PASSWORD_EXPIRED: 'password_change_needed',
  PASSWORD_CHANGE_REQUIRED: 'password_change_needed',
  PIN_EXPIRED: 'password_change_needed',
  PIN_CHANGE_REQUIRED: 'password_change_needed',
  PSU_CREDENTIALS_EXPIRED: 'password_change_needed',
} as const

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

/** Headers that `limitReached` reads. */
export const limitHeaders = [
  'retry-after',
  'ratelimit',
  'ratelimit-policy',
  ...['limit', 'reset'].flatMap((name) => [`ratelimit-${name}`, `x-ratelimit-${name}`]),
  'x-ratelimit-limit-day',
] as const

/**
 * What a bank that takes no more calls says of it: when it may be asked again, and how many it takes in a day, where it says that. Headers:
 * `Retry-After`, else `RateLimit` and `RateLimit-Policy` (draft-ietf-httpapi-ratelimit-headers), or the older `RateLimit-*` and `X-RateLimit-*`.
 */
export function limitReached(
  headers: { readonly [lowerCaseName: string]: string },
  now: Date,
): Required<Pick<Failed, 'retryAt'>> & Pick<Failed, 'dailyLimit'> {
  const told = (name: string) => headers[`ratelimit-${name}`] ?? headers[`x-ratelimit-${name}`]
  const reset = /(?:^|;)\s*t=(\d{1,9})/.exec(headers['ratelimit'] ?? '')?.[1] ?? told('reset')
  const retryAt = nextAttempt(headers['retry-after'] ?? secondsOf(reset, now), now)
  const dailyLimit = dailyLimitOf(
    headers['ratelimit-policy'] ?? '',
    told('limit') ?? '',
    headers['x-ratelimit-limit-day'],
  )
  return { retryAt, dailyLimit }
}

/** Some say in how many seconds, some at which second of the epoch. */
function secondsOf(reset: string | undefined, now: Date): string | undefined {
  const text = reset?.trim() ?? ''
  if (!/^\d{1,10}$/.test(text)) return undefined
  const value = Number(text)
  return String(value > 1_000_000_000 ? Math.ceil(value - now.getTime() / 1000) : value)
}

/** Only a limit that says that it is a day's: others are of seconds and minutes. */
function dailyLimitOf(policy: string, limit: string, perDay: string | undefined): number | undefined {
  const days = /^[^,]*?;\s*w=86400\b/
  const own = policy.split(',').find((one) => days.test(one)) ?? limit.split(',').find((one) => days.test(one))
  const text = own === undefined ? perDay : (/;\s*q=(\d{1,6})/.exec(own)?.[1] ?? /^\s*(\d{1,6})/.exec(own)?.[1])
  const value = /^\s*\d{1,6}\s*$/.test(text ?? '') ? Number(text) : 0
  return value > 0 ? value : undefined
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
