import { randomUUID } from 'node:crypto'
import { fillHeaders } from './fill-headers.ts'
import type { Session } from './session.ts'

/** What a call carries besides its body. */
export interface HeaderNeeds {
  /** Our name of the call. */
  readonly operation: string
  /** The consent being used: that of the authorisation, or the one that opens card accounts. */
  readonly consent?: boolean | 'card-account'
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
  const requestId = randomUUID()
  const headers: { [name: string]: string } = {}
  headers[names.requestId] = requestId
  headers['Accept'] = needs.accept ?? options.accept
  if (needs.hasBody) headers['Content-Type'] = options.contentType
  if (state.application) headers[options.applicationToken?.header ?? 'Authorization'] = bearer(state.application)
  if (state.tokens) headers[tokenHeader(session)] = bearer(state.tokens)
  const consent = needs.consent === 'card-account' ? (state.cardConsent ?? state.consent) : state.consent
  if (needs.consent && consent) headers[names.consentId] = consent.id
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
  return withOptional(headers, fillHeaders(session, needs.operation, requestId, consent?.id))
}

/** What the protocol says goes before what the options add, whatever the case they write it in. */
function withOptional(
  headers: { readonly [name: string]: string },
  added: { readonly [name: string]: string },
): { [name: string]: string } {
  const taken = new Set(Object.keys(headers).map((name) => name.toLowerCase()))
  return { ...Object.fromEntries(Object.entries(added).filter(([name]) => !taken.has(name.toLowerCase()))), ...headers }
}

function bearer(token: { readonly access: string }): string {
  return `Bearer ${token.access}`
}

function tokenHeader({ options: { oauth } }: Session): string {
  return oauth.kind === 'none' ? 'Authorization' : oauth.tokenHeader
}

/** The protocol carries no state of ours, so it rides on the address (NextGenPSD2 1.3 §6.1.1). */
function redirectHeaders({ options, state, wire }: Session): { [name: string]: string } {
  const { redirectUri, redirectState, mode } = state.asked
  const back = URL.parse(redirectUri)
  if (!back) return {}
  // Towards an authorization server the address must be the registered one, letter by letter, and `state` has its own place.
  if (options.oauth.kind !== 'integrated' && options.stateInRedirectUri) back.searchParams.set('state', redirectState)
  // As it was registered: the address of a site without a path must not grow a slash.
  const address = back.search === (URL.parse(redirectUri)?.search ?? '') ? redirectUri : back.href
  const headers: { [name: string]: string } = { [wire.headers.redirectUri]: address }
  if (options.nokRedirect) {
    back.searchParams.set(nokParameter, '1')
    headers[wire.headers.nokRedirectUri] = back.href
  }
  if (options.redirectPreferred) headers[wire.headers.redirectPreferred] = String(mode === 'REDIRECT')
  if (options.decoupledPreferred) headers[wire.headers.decoupledPreferred] = 'true'
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
