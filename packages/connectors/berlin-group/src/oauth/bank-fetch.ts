import type { BankHttp, BankResponse } from '@raccord/connector-kit'
import type { CustomFetch } from 'openid-client'

type BankFault = Extract<BankResponse, { kind: 'fault' }>['fault']

/** Thrown into openid-client when the network failed, so that the fault can be told from an OAuth error. */
export class BankFaultError extends Error {
  readonly fault: BankFault

  constructor(fault: BankFault, detail: string) {
    super(detail)
    this.fault = fault
  }
}

/** `fetch` for openid-client that goes the guarded way, like every other call to a bank. */
export function bankFetch(http: BankHttp): CustomFetch {
  return async (url, init) => {
    const body = init.body
    const response = await http.send({
      method: init.method === 'POST' ? 'POST' : 'GET',
      url,
      headers: requestHeaders(init.headers),
      ...(body === undefined || body === null ? {} : { body: String(body) }),
    })
    if (response.kind === 'fault') throw new BankFaultError(response.fault, response.detail)
    // A Response may not carry a body with these statuses.
    const empty = response.status === 204 || response.status === 304
    return new Response(empty ? null : response.body, {
      status: response.status,
      headers: safeHeaders(response.headers),
    })
  }
}

/** The form's media type has no parameters (RFC 6749 appendix B), and some banks compare it letter by letter. */
function requestHeaders(given: ConstructorParameters<typeof Headers>[0]): { [name: string]: string } {
  const headers = new Headers(given)
  if (headers.get('content-type')?.startsWith(form)) headers.set('content-type', form)
  return Object.fromEntries(headers)
}

const form = 'application/x-www-form-urlencoded'

/** The body is already decoded: headers that describe its coding would be wrong now. */
function safeHeaders(headers: { readonly [name: string]: string }): Headers {
  const kept = new Headers()
  for (const name of ['content-type', 'www-authenticate', 'retry-after', 'dpop-nonce']) {
    if (headers[name] !== undefined) kept.set(name, headers[name])
  }
  return kept
}
