import { nextAttempt } from '@raccord/connector-kit'
import { expect, test } from 'vitest'
import { failureOf } from './failure-table.ts'

test.each([
  ['CONSENT_EXPIRED', 401, 'consent_expired'],
  ['CONSENT_UNKNOWN', 403, 'consent_expired'],
  ['TOKEN_INVALID', 401, 'consent_expired'],
  ['PSU_CREDENTIALS_INVALID', 401, 'wrong_credentials'],
  ['SCA_INVALID', 400, 'wrong_otp'],
  ['ACCESS_EXCEEDED', 429, 'bank_limit_reached'],
  ['SERVICE_BLOCKED', 403, 'action_needed_at_bank'],
  ['RESOURCE_BLOCKED', 400, 'action_needed_at_bank'],
  ['CERTIFICATE_REVOKED', 401, 'bank_not_configured'],
  ['SIGNATURE_MISSING', 401, 'bank_not_configured'],
  ['ROLE_INVALID', 401, 'bank_not_configured'],
  ['SOMETHING_NEW', 400, 'bank_answer_invalid'],
  ['CONSENT_EXPIRED', 503, 'bank_unavailable'],
  [undefined, 500, 'bank_unavailable'],
  [undefined, 429, 'bank_limit_reached'],
  [undefined, 418, 'bank_answer_invalid'],
])('%s with HTTP %i is %s', (code, status, reason) => {
  expect(failureOf(code, status)).toBe(reason)
})

const now = new Date('2026-03-01T22:30:00Z')
test.each([
  ['120', '2026-03-01T22:32:00.000Z'],
  ['Sun, 01 Mar 2026 23:00:00 GMT', '2026-03-01T23:00:00.000Z'],
  [undefined, '2026-03-02T00:00:00.000Z'],
  ['soon', '2026-03-02T00:00:00.000Z'],
  ['Sun, 01 Mar 2020 23:00:00 GMT', '2026-03-02T00:00:00.000Z'],
  ['999999999', '2026-03-03T22:30:00.000Z'],
])('Retry-After %s', (header, at) => {
  expect(nextAttempt(header, now).toISOString()).toBe(at)
})
