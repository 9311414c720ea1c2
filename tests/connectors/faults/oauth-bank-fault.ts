import type { BankFailure } from '@raccord/contract'
import type { Handler, Seen } from '../hostile-bank.ts'
import { secrets } from './fault.ts'
import { type Asked, pass, type Standard } from './oauth-bank.ts'

export type Place = 'begin' | 'answer' | 'accounts' | 'transactions' | 'revoke'

/** One thing that a bank, or somebody in its place, does wrong; and what the drivers have to make of it. */
export interface OAuthBankFault {
  readonly name: string
  readonly at: Place
  /** Absent: both. */
  readonly only?: Standard
  readonly options?: { readonly [name: string]: unknown }
  readonly oauth?: { readonly [name: string]: unknown }
  readonly bank?: (asked: Asked) => Handler
  /** What the browser brings back instead of the good answer. */
  readonly query?: (asked: Asked, origin: string) => { readonly [name: string]: string }
  /** The same answer comes a second time: to the state as it was, or as it is by then. */
  readonly replay?: 'old-state' | 'new-state'
  /** The token has run out by the time of the call. */
  readonly stale?: boolean
  /** Of the HTTP client; long by default, so that a busy machine is not taken for a silent bank. */
  readonly timeoutMs?: number
  readonly reason: BankFailure
}

export const spoils: { readonly [place in Place]: (call: Seen, standard?: Standard) => boolean } = {
  begin: ({ url }) => url.startsWith('/.well-known'),
  answer: ({ url, body }) => url === '/token' && body.includes('authorization_code'),
  accounts: ({ url }) => /\/accounts(\?|$)/.test(url),
  transactions: ({ url }) => url.includes('/transactions'),
  revoke: ({ url, method }) => url === '/revoke' || method === 'DELETE',
}
export const only =
  (matches: (call: Seen) => boolean, handler: Handler): ((asked: Asked) => Handler) =>
  () =>
  (call, response, base) =>
    matches(call) ? handler(call, response, base) : pass
/** Spoils the call of that place. */
export const at = (place: Place, handler: Handler) => only(spoils[place], handler)

export const limited: Handler = (_call, response) => {
  response.writeHead(429, { 'Retry-After': '3600' })
  return { error: 'ACCESS_EXCEEDED', message: secrets.iban }
}

/** The token endpoint's answer to a code, with one thing changed. */
export const token = (change: object, status = 200) =>
  at('answer', (_call, response) => {
    response.statusCode = status
    return { access_token: secrets.accessToken, token_type: 'Bearer', expires_in: 900, ...change }
  })

export const good = { state: 'state-of-ours', code: secrets.code }
