/**
 * Message codes of Berlin Group 1.3 (Implementation Guidelines §14.11) that this bank uses, with the HTTP status they
 * belong to. `text` is for the TPP's developer.
 */
export const TPP_ERRORS = {
  FORMAT_ERROR: 400,
  PARAMETER_NOT_SUPPORTED: 400,
  PARAMETER_NOT_CONSISTENT: 400,
  PERIOD_INVALID: 400,
  SERVICE_INVALID: 400,
  SCA_METHOD_UNKNOWN: 400,
  SCA_INVALID: 400,
  CERTIFICATE_MISSING: 401,
  CERTIFICATE_INVALID: 401,
  CERTIFICATE_EXPIRED: 401,
  ROLE_INVALID: 401,
  SIGNATURE_MISSING: 401,
  SIGNATURE_INVALID: 401,
  PSU_CREDENTIALS_INVALID: 401,
  // The standard has no code for it: a word of this bank's own, as banks have them.
  PASSWORD_EXPIRED: 401,
  CONSENT_INVALID: 401,
  CONSENT_EXPIRED: 401,
  TOKEN_UNKNOWN: 401,
  TOKEN_EXPIRED: 401,
  TOKEN_INVALID: 401,
  CONSENT_UNKNOWN: 403,
  SERVICE_BLOCKED: 403,
  RESOURCE_UNKNOWN: 404,
  REQUESTED_FORMATS_INVALID: 406,
  STATUS_INVALID: 409,
  ACCESS_EXCEEDED: 429,
  INTERNAL_SERVER_ERROR: 500,
  SERVICE_UNAVAILABLE: 503,
} as const

export type TppErrorCode = keyof typeof TPP_ERRORS

type Links = Readonly<Record<string, { readonly href: string }>>

/** A named failure of a call; the face turns it into `tppMessages`. */
export class TppError extends Error {
  readonly code: TppErrorCode
  readonly status: number
  readonly path: string | undefined
  readonly links: Links | undefined

  constructor(code: TppErrorCode, text: string, more: { path?: string; status?: number; links?: Links } = {}) {
    super(text)
    this.name = 'TppError'
    this.code = code
    this.status = more.status ?? TPP_ERRORS[code]
    this.path = more.path
    this.links = more.links
  }

  toBody() {
    const message = {
      category: 'ERROR',
      code: this.code,
      ...(this.path ? { path: this.path } : {}),
      text: this.message,
    }
    return { tppMessages: [message], ...(this.links ? { _links: this.links } : {}) }
  }
}
