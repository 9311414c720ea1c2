import {
  type BankContext,
  type Failed,
  faultFailure,
  limitHeaders,
  numberText,
  parseBankJson,
} from '@raccord/connector-kit'
import type { CustomFetch } from 'openid-client'
import type { BankAnswer, Manners } from './manners.ts'

/** Thrown into openid-client when there is no OAuth answer to be had, so that it comes out as what it is. */
export class NoOAuthAnswer extends Error {
  readonly failed: Failed

  constructor(failed: Failed) {
    super(failed.detail)
    this.failed = failed
  }
}

/**
 * `fetch` for openid-client that goes the guarded way, like every other call to a bank. `operation` is our name for the call.
 * Without `idTokens` one that comes unasked is dropped unread: it proves nothing to us, and many would not stand the checks.
 */
export function bankFetch(bank: BankContext, manners: Manners, operation: string, idTokens: boolean): CustomFetch {
  return async (url, init) => {
    const { body } = init
    const response = await bank.http.send({
      method: init.method === 'POST' ? 'POST' : 'GET',
      url,
      headers: sentHeaders(init.headers, manners.headers(operation)),
      ...(body === undefined || body === null ? {} : { body: String(body) }),
    })
    if (response.kind === 'fault') throw new NoOAuthAnswer(faultFailure(operation, response))
    const value = parseBankJson(response.body)
    // A gateway in front of the server refuses in words of its own, or with a page.
    if (response.status >= 400 && !isOAuthError(response, value)) {
      const failed = manners.refusal(operation, response, bank.now())
      if (failed) throw new NoOAuthAnswer(failed)
    }
    return asFetched(response, tokenText(value, response.body, idTokens))
  }
}

/** What openid-client reads as such (RFC 6749 §5.2). */
function isOAuthError({ status, headers }: BankAnswer, value: unknown): boolean {
  const json = /^\s*application\/json\b/i.test(headers['content-type'] ?? '')
  return status < 500 && json && typeof memberOf(value, 'error') === 'string'
}

const form = 'application/x-www-form-urlencoded'

function sentHeaders(
  given: ConstructorParameters<typeof Headers>[0],
  ours: { readonly [name: string]: string },
): { [name: string]: string } {
  const headers = new Headers(given)
  // The form's media type has no parameters (RFC 6749 appendix B), and some banks compare it letter by letter.
  if (headers.get('content-type')?.startsWith(form)) headers.set('content-type', form)
  for (const [name, value] of Object.entries(ours)) {
    // Here they say who the client is and what is sent, whatever gateways want of other calls.
    if (!/^(authorization|accept|content-type)$/i.test(name)) headers.set(name, value)
  }
  return Object.fromEntries(headers)
}

/** `token_type` is mandatory and has one value that we know (RFC 6749 §5.1); banks leave it out or name it `BearerToken`. */
function tokenText(value: unknown, text: string, idTokens: boolean): string {
  if (typeof memberOf(value, 'access_token') !== 'string') return text
  const { id_token, ...rest } = Object.fromEntries(Object.entries(value as object).filter(isThere))
  const type = rest['token_type'] ?? 'Bearer'
  const bearer = typeof type === 'string' && /^bearer/i.test(type)
  return JSON.stringify({
    ...rest,
    ...(idTokens && id_token !== undefined ? { id_token } : {}),
    ...(bearer ? { token_type: 'Bearer' } : {}),
  })
}

/** `null`, nothing, or a time that is none is how some servers leave out what is optional (RFC 6749 §5.1). */
function isThere([name, value]: readonly [string, unknown]): boolean {
  if (value === null || (typeof value === 'string' && value.trim() === '')) return false
  return name !== 'expires_in' || /^\d{1,12}(\.\d+)?$/.test(numberText(value) ?? String(value))
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as { readonly [name: string]: unknown })[name] : undefined
}

/** The body is decoded by now: headers that describe its coding would be wrong. */
function asFetched(response: BankAnswer, text: string): Response {
  // A Response takes neither a body with these statuses nor a status outside 200…599.
  const empty = response.status === 204 || response.status === 205 || response.status === 304
  const status = response.status >= 200 && response.status <= 599 ? response.status : 502
  const headers = new Headers()
  for (const name of ['content-type', 'www-authenticate', ...limitHeaders]) {
    if (response.headers[name] !== undefined) headers.set(name, response.headers[name])
  }
  return new Response(empty ? null : text, { status, headers })
}
