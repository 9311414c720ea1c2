import type { Bank } from '../bank/bank.ts'
import type { Authorisation, Consent, Grant } from '../bank/consent.ts'
import { hashOf, randomKey } from '../bank/secrets.ts'
import { issuerOf } from '../oauth/issuer.ts'

/** Life of an authorization code: long enough for one redirect (RFC 6749 §4.1.2 asks for less than ten minutes). */
const CODE_MS = 60_000

/** Who asks, as the PSU reads it: the host that he will be sent back to. */
export function siteOf(consent: Consent, authorisation: Authorisation): string {
  if (consent.site !== undefined) return consent.site
  const address = authorisation.page?.oauth?.redirectUri ?? consent.redirectUri ?? ''
  return URL.canParse(address) ? new URL(address).host : '?'
}

/** Address to go back to after a refusal; the standard's Nok address if the TPP gave one, else the normal one. */
export function refusedAddress(bank: Bank, consent: Consent, { page }: Authorisation): string {
  if (!page?.oauth) return consent.nokRedirectUri ?? consent.redirectUri ?? '/'
  return withParameters(page.oauth.redirectUri, {
    error: 'access_denied',
    state: page.oauth.state,
    iss: issuerOf(bank, consent.face),
  })
}

/** Address to go back to after agreement: the TPP's own, nothing added. With OAuth, an authorization code is. */
export function agreedAddress(bank: Bank, consent: Consent, { page }: Authorisation, code: string | undefined): string {
  if (!page?.oauth || code === undefined) return consent.redirectUri ?? '/'
  return withParameters(page.oauth.redirectUri, { code, state: page.oauth.state, iss: issuerOf(bank, consent.face) })
}

/** An authorization code for the flow, to be stored with the consent; undefined outside OAuth. */
export function newCode(
  bank: Bank,
  { page }: Authorisation,
): { readonly code: string; readonly grant: Grant } | undefined {
  if (!page?.oauth) return undefined
  const code = randomKey()
  const expiresAt = bank.clock.now().getTime() + CODE_MS
  return { code, grant: { kind: 'code', hash: hashOf(code), expiresAt, used: false, oauth: page.oauth } }
}

function withParameters(address: string, parameters: Readonly<Record<string, string | undefined>>): string {
  const url = new URL(address)
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined) url.searchParams.append(name, value)
  return url.href
}
