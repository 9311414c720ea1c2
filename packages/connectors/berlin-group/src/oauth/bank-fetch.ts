import { type Failed, faultFailure, parseBankJson } from '@raccord/connector-kit'
import type { CustomFetch } from 'openid-client'
import { failureOfAnswer } from '../call/failure.ts'
import { fillHeaders } from '../call/fill-headers.ts'
import type { Session } from '../call/session.ts'

/** Thrown into openid-client when there is no OAuth answer to be had, so that it comes out as what it is. */
export class NoOAuthAnswer extends Error {
  readonly failed: Failed

  constructor(failed: Failed) {
    super(failed.detail)
    this.failed = failed
  }
}

/**
 * `fetch` for openid-client that goes the guarded way, like every other call to a bank, and with the headers that the bank's
 * gateway wants on all of them.
 */
export function bankFetch(session: Session, operation: string): CustomFetch {
  return async (url, init) => {
    const body = init.body
    const response = await session.bank.http.send({
      method: init.method === 'POST' ? 'POST' : 'GET',
      url,
      headers: requestHeaders(session, operation, init.headers),
      ...(body === undefined || body === null ? {} : { body: String(body) }),
    })
    if (response.kind === 'fault') throw new NoOAuthAnswer(faultFailure(operation, response))
    const value = parseBankJson(response.body)
    // A gateway in front of the server refuses in words of its own, or with a page.
    if (response.status >= 400 && typeof memberOf(value, 'error') !== 'string') {
      throw new NoOAuthAnswer(failureOfAnswer(operation, response, session.wire, session.bank.now()))
    }
    // A Response may not carry a body with these statuses.
    const empty = response.status === 204 || response.status === 304
    return new Response(empty ? null : tokenText(value, response.body), {
      status: response.status,
      headers: safeHeaders(response.headers),
    })
  }
}

const form = 'application/x-www-form-urlencoded'

function requestHeaders(
  session: Session,
  operation: string,
  given: ConstructorParameters<typeof Headers>[0],
): { [name: string]: string } {
  const headers = new Headers(given)
  // The form's media type has no parameters (RFC 6749 appendix B), and some banks compare it letter by letter.
  if (headers.get('content-type')?.startsWith(form)) headers.set('content-type', form)
  for (const [name, value] of Object.entries(fillHeaders(session, operation, crypto.randomUUID(), undefined))) {
    // Here it says who the client is, and nobody else.
    if (name.toLowerCase() !== 'authorization' && !headers.has(name)) headers.set(name, value)
  }
  return Object.fromEntries(headers)
}

/** `token_type` is mandatory and has one value that we know (RFC 6749 §5.1); banks leave it out or name it `BearerToken`. */
function tokenText(value: unknown, text: string): string {
  if (typeof memberOf(value, 'access_token') !== 'string') return text
  const type = memberOf(value, 'token_type')
  const bearer = type === undefined || type === null || (typeof type === 'string' && /^bearer/i.test(type))
  return bearer ? JSON.stringify({ ...(value as object), token_type: 'Bearer' }) : text
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as { readonly [name: string]: unknown })[name] : undefined
}

/** The body is already decoded: headers that describe its coding would be wrong now. */
function safeHeaders(headers: { readonly [name: string]: string }): Headers {
  const kept = new Headers()
  for (const name of ['content-type', 'www-authenticate', 'retry-after', 'dpop-nonce']) {
    if (headers[name] !== undefined) kept.set(name, headers[name])
  }
  return kept
}
