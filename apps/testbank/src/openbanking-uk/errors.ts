import type { TppError, TppErrorCode } from '../berlin-group/tpp-errors.ts'
import type { Version } from './face.ts'

/** `ErrorCode` of both versions for what this bank has to say. */
const CODES: Partial<Record<TppErrorCode, readonly [string, string]>> = {
  FORMAT_ERROR: ['UK.OBIE.Field.Invalid', 'U002'],
  CONSENT_INVALID: ['UK.OBIE.Resource.InvalidConsentStatus', 'U009'],
  CONSENT_EXPIRED: ['UK.OBIE.Reauthenticate', 'U028'],
  CONSENT_UNKNOWN: ['UK.OBIE.Resource.NotFound', 'U011'],
  RESOURCE_UNKNOWN: ['UK.OBIE.Resource.NotFound', 'U011'],
}

/** `OBErrorResponse1`. */
export function errorBody(error: TppError, version: Version, id: string) {
  const [words, code] = CODES[error.code] ?? ['UK.OBIE.UnexpectedError', 'U000']
  const ErrorCode = version === '3.1' ? words : code
  return {
    Code: `${error.status} ${error.code}`,
    Id: id,
    Message: error.message,
    Errors: [{ ErrorCode, Message: error.message, ...(error.path ? { Path: error.path } : {}) }],
  }
}
