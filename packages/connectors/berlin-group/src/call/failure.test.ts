import { nextAttempt } from '@raccord/connector-kit'
import { bankFailures } from '@raccord/contract'
import { expect, test } from 'vitest'
import { failureOf, failureOfCode } from './failure-table.ts'

test.each([
  ['CONSENT_EXPIRED', 401, 'consent_expired'],
  ['CONSENT_UNKNOWN', 403, 'consent_expired'],
  ['TOKEN_INVALID', 401, 'consent_expired'],
  ['PSU_CREDENTIALS_INVALID', 401, 'wrong_credentials'],
  ['PASSWORD_EXPIRED', 401, 'password_change_needed'],
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

/** AIS codes of the standard (1.3.8 §14.11), by the status they come with. */
const codesOfTheStandard: { readonly [status: number]: readonly string[] } = {
  400: [
    ...['FORMAT_ERROR', 'PARAMETER_NOT_CONSISTENT', 'PARAMETER_NOT_SUPPORTED', 'SERVICE_INVALID', 'RESOURCE_UNKNOWN'],
    ...[
      'RESOURCE_EXPIRED',
      'RESOURCE_BLOCKED',
      'TIMESTAMP_INVALID',
      'PERIOD_INVALID',
      'SCA_METHOD_UNKNOWN',
      'SCA_INVALID',
    ],
    ...['CONSENT_UNKNOWN', 'SESSIONS_NOT_SUPPORTED'],
  ],
  401: [
    ...[
      'CERTIFICATE_INVALID',
      'CERTIFICATE_EXPIRED',
      'CERTIFICATE_BLOCKED',
      'CERTIFICATE_REVOKED',
      'CERTIFICATE_MISSING',
    ],
    ...['ROLE_INVALID', 'SIGNATURE_INVALID', 'SIGNATURE_MISSING', 'CORPORATE_ID_INVALID', 'PSU_CREDENTIALS_INVALID'],
    ...['CONSENT_INVALID', 'CONSENT_EXPIRED', 'TOKEN_UNKNOWN', 'TOKEN_INVALID', 'TOKEN_EXPIRED'],
  ],
  403: ['CONSENT_UNKNOWN', 'SERVICE_BLOCKED', 'RESOURCE_UNKNOWN', 'RESOURCE_EXPIRED'],
  404: ['RESOURCE_UNKNOWN'],
  405: ['SERVICE_INVALID'],
  406: ['REQUESTED_FORMATS_INVALID'],
  409: ['STATUS_INVALID'],
  429: ['ACCESS_EXCEEDED'],
}

test('every code of the standard has a meaning of its own, not only that of its status', () => {
  for (const [status, codes] of Object.entries(codesOfTheStandard)) {
    for (const code of codes) {
      const families = Object.keys(failureOfCode).filter(
        (key) => key === code || (key.endsWith('*') && code.startsWith(key.slice(0, -1))),
      )
      expect(families, code).not.toEqual([])
      expect(bankFailures).toContain(failureOf(code, Number(status)))
    }
  }
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
