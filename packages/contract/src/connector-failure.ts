import type { PersonErrorCode } from './errors.ts'

/** The subset of the error table that a connector may answer with (see connector-kit `failed`). */
export const bankFailures = [
  'wrong_credentials',
  'wrong_otp',
  'challenge_expired',
  'refused_at_bank',
  'consent_expired',
  'action_needed_at_bank',
  'password_change_needed',
  'bank_unavailable',
  'bank_limit_reached',
  'bank_answer_invalid',
  'bank_not_configured',
] as const satisfies readonly PersonErrorCode[]

export type BankFailure = (typeof bankFailures)[number]
