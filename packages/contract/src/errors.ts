import { accessErrors } from './access-errors.ts'
import { bankErrors } from './bank-errors.ts'
import { developerErrors } from './developer-errors.ts'
import type { ErrorRow } from './error-row.ts'
import { sessionErrors } from './session-errors.ts'

/**
 * Every error of Raccord, once. API answers, error screens, docs and tests are derived from it (WIRE §1, Errors).
 * `error` on the wire is the key.
 */
export const errors = {
  ...developerErrors,
  ...sessionErrors,
  ...accessErrors,
  ...bankErrors,
} as const satisfies Record<string, ErrorRow>

export type ErrorCode = keyof typeof errors

/** Errors that have a screen. */
export type PersonErrorCode = {
  [K in ErrorCode]: (typeof errors)[K] extends { person: unknown } ? K : never
}[ErrorCode]
