import type { Failed } from '@raccord/connector-kit'
import type { BankFailure } from '@raccord/contract'
import { laterAgain, nextSync, nextSyncFrom, soonerAgain } from './next-sync.ts'
import type { ChannelOutcomeStatus, ChannelResult, ChannelSchedule, Unread } from './sync-store.ts'

/** What a bank's failure makes of the channel (WIRE §3). The reason itself goes into `failure`. */
const statuses: Record<BankFailure, ChannelOutcomeStatus> = {
  wrong_credentials: 'AUTH_FAILED',
  wrong_otp: 'CHALLENGE_REQUIRED',
  challenge_expired: 'CHALLENGE_REQUIRED',
  refused_at_bank: 'USER_ACTION_REQUIRED',
  consent_expired: 'TOKEN_EXPIRED',
  action_needed_at_bank: 'USER_ACTION_REQUIRED',
  password_change_needed: 'PASSWORD_CHANGE_REQUIRED',
  bank_unavailable: 'FAILED',
  bank_limit_reached: 'FAILED',
  bank_answer_invalid: 'FAILED',
  bank_not_configured: 'FAILED',
}

/** Only an answer that breaks the protocol may concern one account; everything else would meet the next account as well. */
export function stopsChannel(reason: BankFailure): boolean {
  return reason !== 'bank_answer_invalid'
}

/** The bank asks what only the person can answer: his next `user_input` brings it up. Never scheduled. */
export const challengeRequired: ChannelResult = {
  status: 'CHALLENGE_REQUIRED',
  read: false,
  failure: 'challenge_expired',
}

/** Not plain success where something that the bank sent could not be read: it is missing from the books. */
export function succeeded(
  read: boolean,
  unread: Unread,
  schedule: ChannelSchedule | undefined,
  now: Date,
): ChannelResult {
  const next = schedule && nextSync(schedule, now)
  const whole = Object.keys(unread).length === 0
  return { status: whole ? 'SUCCESS' : 'PARTIAL_SUCCESS', read, unread, ...(next ? { nextSyncAt: next } : {}) }
}

/** Where only the person can help, nothing is scheduled: repeated failures lock accounts and burn the quota. */
export function failed(failure: Failed, schedule: ChannelSchedule | undefined, now: Date): ChannelResult {
  const status = statuses[failure.reason]
  const limitedUntil = failure.reason === 'bank_limit_reached' ? (failure.retryAt ?? nextDay(now)) : undefined
  const next = status === 'FAILED' && schedule ? nextTry(failure.reason, schedule, now, limitedUntil) : undefined
  return {
    status,
    read: false,
    failure: failure.reason,
    ...(limitedUntil ? { limitedUntil } : {}),
    ...(next ? { nextSyncAt: next } : {}),
  }
}

function nextTry(
  reason: BankFailure,
  schedule: ChannelSchedule,
  now: Date,
  limitedUntil: Date | undefined,
): Date | undefined {
  if (limitedUntil) return nextSyncFrom(schedule, limitedUntil)
  return reason === 'bank_unavailable' ? soonerAgain(schedule, now) : laterAgain(schedule, now)
}

/** The quota is a day's (RTS Art. 36(5)(b)); banks that do not say when count by calendar day. */
function nextDay(now: Date): Date {
  return new Date(Math.floor(now.getTime() / 86_400_000 + 1) * 86_400_000)
}
