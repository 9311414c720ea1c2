import { randomUUID } from 'node:crypto'
import type { Bank } from './bank.ts'
import type { Authorisation, OauthRequest } from './consent.ts'
import { hashOf, randomKey } from './secrets.ts'

/** A link, and then a visit of the bank's pages, lasts half an hour. */
export const PAGE_MS = 1_800_000

/** An authorisation that the PSU gives on the bank's pages, and the one-time link that leads there. */
export function newPageAuthorisation(bank: Bank): { readonly link: string; readonly authorisation: Authorisation } {
  const link = randomKey()
  return { link, authorisation: pageAuthorisation(bank, { linkHash: hashOf(link), keyHash: '' }) }
}

/** The same, with the PSU's browser already there: an OAuth authorization request has no link of its own. */
export function newOauthAuthorisation(bank: Bank, oauth: OauthRequest) {
  const key = randomKey()
  const { page, ...rest } = pageAuthorisation(bank, { linkHash: '', keyHash: hashOf(key) })
  return { key, authorisation: { ...rest, ...(page ? { page: { ...page, oauth } } : {}) } satisfies Authorisation }
}

function pageAuthorisation(bank: Bank, hashes: { linkHash: string; keyHash: string }): Authorisation {
  const now = bank.clock.now().getTime()
  return {
    id: randomUUID(),
    status: 'received',
    createdAt: now,
    otpFailures: 0,
    page: { ...hashes, step: 'login', expiresAt: now + PAGE_MS },
  }
}
