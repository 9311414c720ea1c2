import type { Bank } from '../bank/bank.ts'
import type { Authorisation, Consent } from '../bank/consent.ts'
import type { Face } from './face.ts'

const hrefs = (links: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(links).map(([name, href]) => [name, { href }]))

/** Absolute hrefs of this face, by the names of the standard. All are functions: the port is known late. */
export function linksOf(bank: Bank, face: Face) {
  const base = () => `${bank.origin()}${face.path}/v1`
  const consentHref = (consent: Consent) => `${base()}/consents/${consent.id}`
  const authorisationHref = (consent: Consent, authorisation: Authorisation) =>
    `${consentHref(consent)}/authorisations/${authorisation.id}`
  return {
    base,
    hrefs,
    consentHref,
    authorisationHref,
    appHref: (id: string) => `${bank.origin()}/app/${id}`,
    signInHref: (link: string) => `${bank.origin()}/sign-in/${link}`,
    metadataHref: () => `${bank.origin()}/.well-known/oauth-authorization-server${face.path}`,
  }
}

export type Links = ReturnType<typeof linksOf>
