import { TppError, type TppErrorCode } from '../berlin-group/tpp-errors.ts'

/** What the service itself has to say: `{message, code, error, detail}`. */
export class ServiceError extends TppError {
  readonly error: string
  readonly detail: unknown

  constructor(status: number, error: string, message: string, detail: unknown = null) {
    super('FORMAT_ERROR', message, { status })
    this.name = 'ServiceError'
    this.error = error
    this.detail = detail
  }
}

/** What the bank behind it says, as the service passes it on. */
const PASSED_ON: Partial<Record<TppErrorCode, readonly [number, string]>> = {
  FORMAT_ERROR: [422, 'WRONG_REQUEST_PARAMETERS'],
  CONSENT_EXPIRED: [401, 'EXPIRED_SESSION'],
  CONSENT_INVALID: [401, 'REVOKED_SESSION'],
  RESOURCE_UNKNOWN: [404, 'ACCOUNT_DOES_NOT_EXIST'],
  ACCESS_EXCEEDED: [429, 'ASPSP_RATE_LIMIT_EXCEEDED'],
  SERVICE_BLOCKED: [403, 'ASPSP_PSU_ACTION_REQUIRED'],
}

export function passedOn({ code, status, message }: TppError): ServiceError {
  const [as, error] = PASSED_ON[code] ?? [400, 'ASPSP_ERROR']
  const detail =
    error === 'ASPSP_ERROR' ? { message: `The bank answered ${status}.`, error_name: code, error_data: null } : null
  return new ServiceError(as, error, message, detail)
}

export function errorBody({ status, error, message, detail }: ServiceError) {
  return { message, code: status, error, detail }
}
