import { type BankHttp, type BankResponse, parseBankJson } from '@raccord/connector-kit'
import type { CustomFetch } from 'openid-client'

/** Thrown into openid-client when the network failed, so that the fault can be told from an OAuth error. */
export class BankFaultError extends Error {
  readonly fault: Extract<BankResponse, { kind: 'fault' }>

  constructor(fault: Extract<BankResponse, { kind: 'fault' }>) {
    super('network')
    this.fault = fault
  }
}

/**
 * `fetch` for openid-client that goes the guarded way, like every other call to a bank. Without `idTokens` one that comes
 * unasked is dropped unread: it proves nothing to us, and many would not stand the checks.
 */
export function bankFetch(
  http: BankHttp,
  headers: { readonly [name: string]: string },
  idTokens: boolean,
): CustomFetch {
  return async (url, init) => {
    const { body } = init
    const response = await http.send({
      method: init.method === 'POST' ? 'POST' : 'GET',
      url,
      headers: { ...Object.fromEntries(new Headers(init.headers)), ...headers },
      ...(body === undefined || body === null ? {} : { body: String(body) }),
    })
    if (response.kind === 'fault') throw new BankFaultError(response)
    // A Response takes neither a body with these statuses nor a status outside 200…599.
    const empty = response.status === 204 || response.status === 205 || response.status === 304
    const status = response.status >= 200 && response.status <= 599 ? response.status : 502
    const text = idTokens ? response.body : withoutIdToken(response.body)
    return new Response(empty ? null : text, { status, headers: keptHeaders(response.headers) })
  }
}

function withoutIdToken(body: string): string {
  const value = body.includes('"id_token"') ? parseBankJson(body) : undefined
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return body
  const { id_token: _unasked, ...rest } = value as { readonly [name: string]: unknown }
  return JSON.stringify(rest)
}

/** The body is decoded by now: headers that describe its coding would be wrong. */
function keptHeaders(headers: { readonly [name: string]: string }): Headers {
  const kept = new Headers()
  for (const name of ['content-type', 'www-authenticate', 'retry-after']) {
    if (headers[name] !== undefined) kept.set(name, headers[name])
  }
  return kept
}
