import { randomUUID } from 'node:crypto'
import type { Session } from './session.ts'

/** What a call carries besides its body. */
export interface HeaderNeeds {
  /** The consent being used. */
  readonly consent?: boolean
  /** Who the PSU is, and where to send the browser: calls of an authorisation. */
  readonly authorising?: boolean
  readonly accept?: string
  readonly hasBody: boolean
}

/** Longest header value sent; browsers' user agents are shorter, a forged one is cut. */
const maxHeaderLength = 512

export function requestHeaders(session: Session, needs: HeaderNeeds): { [name: string]: string } {
  const { options, state, wire, bank } = session
  const names = wire.headers
  const headers: { [name: string]: string } = { ...options.headers, Accept: needs.accept ?? 'application/json' }
  headers[names.requestId] = randomUUID()
  if (needs.hasBody) headers['Content-Type'] = options.contentType
  if (state.tokens) headers['Authorization'] = `Bearer ${state.tokens.access}`
  if (needs.consent && state.consent) headers[names.consentId] = state.consent.id
  // The bank counts a call without these as one made behind the PSU's back (RTS Art. 36(5)(b)).
  if (bank.psu) {
    headers[names.psuIpAddress] = bank.psu.ipAddress
    set(headers, names.psuUserAgent, bank.psu.userAgent)
    set(headers, names.psuAccept, bank.psu.accept)
    // The person reads our page in this language, whatever the browser prefers: so should he read the bank's words in it.
    const languages = [bank.locale, ...(bank.psu.acceptLanguage ? [bank.psu.acceptLanguage] : [])]
    set(headers, names.psuAcceptLanguage, languages.join(', '))
  }
  if (!bank.psu && needs.authorising && options.ownIpAddress) headers[names.psuIpAddress] = options.ownIpAddress
  if (needs.authorising || options.identifyEveryCall) Object.assign(headers, state.psu, redirectHeaders(session))
  return headers
}

/** The protocol carries no state of ours, so it rides on the address (NextGenPSD2 1.3 §6.1.1). */
function redirectHeaders({ options, state, wire }: Session): { [name: string]: string } {
  const { redirectUri, redirectState, mode } = state.asked
  const back = URL.parse(redirectUri)
  if (!back) return {}
  // Towards an authorization server the address must be the registered one, letter by letter, and `state` has its own place.
  if (options.oauth.kind !== 'integrated') back.searchParams.set('state', redirectState)
  const headers: { [name: string]: string } = { [wire.headers.redirectUri]: back.href }
  if (options.nokRedirect) {
    back.searchParams.set(nokParameter, '1')
    headers[wire.headers.nokRedirectUri] = back.href
  }
  if (options.redirectPreferred) headers[wire.headers.redirectPreferred] = String(mode === 'REDIRECT')
  if (options.authorisation !== 'bank') {
    headers[wire.headers.explicitPreferred] = String(options.authorisation === 'explicit')
  }
  return headers
}

/** Marks a return that the bank calls unsuccessful. A hint only: the consent's status decides. */
export const nokParameter = 'nok'

/** Browsers' headers may hold anything; only printable ASCII can be sent on. */
function set(headers: { [name: string]: string }, name: string, value: string | undefined): void {
  const clean = value?.replace(/[^\x20-\x7e]/g, '').slice(0, maxHeaderLength)
  if (clean) headers[name] = clean
}
