import type { Client } from '../../clients/client.ts'
import { checkClientUrl } from '../../clients/client-url.ts'

/**
 * Whether a sign-in may answer to this address: registered to the letter, query included, since what is sent there gives
 * access (RFC 9700 §2.1). A sandbox's loopback addresses count with any port and path.
 */
export function isSignInAddress(client: Client, text: string): boolean {
  const verdict = checkClientUrl(client, text)
  if (verdict.kind === 'refused' || text.includes('#')) return false
  if (checkClientUrl({ redirectUrls: [], loopbackAllowed: client.loopbackAllowed }, text).kind === 'allowed')
    return true
  return client.redirectUrls.some((entry) => URL.canParse(entry) && new URL(entry).href === verdict.url.href)
}

export type SignInAnswer =
  | { readonly code: string }
  | {
      readonly error:
        | 'invalid_request'
        | 'unsupported_response_type'
        | 'invalid_scope'
        | 'access_denied'
        | 'request_not_supported'
      readonly error_description?: string
    }

const ours = ['code', 'state', 'iss', 'error', 'error_description', 'error_uri']

/** The client's address with the answer appended (RFC 6749 §4.1.2, RFC 9207); its own query goes back as it was written. */
export function answerAddress(
  to: { readonly redirectUri: string; readonly state?: string; readonly issuer: string },
  answer: SignInAnswer,
): string {
  const [path = '', query = ''] = to.redirectUri.split(/\?(.*)/s, 2)
  const kept = query.split('&').filter((pair) => pair !== '' && !ours.includes(pair.split('=')[0] ?? ''))
  const state = to.state === undefined ? {} : { state: to.state }
  const added = Object.entries({ ...answer, ...state, iss: to.issuer })
  return `${path}?${[...kept, ...added.map(([name, value]) => `${name}=${encodeURIComponent(value)}`)].join('&')}`
}
