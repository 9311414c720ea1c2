import {
  type BankAccount,
  type Failed,
  type HalLinks,
  halLinks,
  lenient,
  pageGuard,
  unreadableAnswer,
} from '@raccord/connector-kit'
import { z } from 'zod'
import { readAccount } from './account.ts'
import { call } from './call.ts'
import { carriedFailure } from './failure.ts'
import { follow } from './links.ts'
import { type Session, zoneOf } from './session.ts'

/** One account of the list, with the links that the bank gives to what is in it. */
export interface ListedAccount {
  readonly account: BankAccount
  /** `resourceId` of the account that a card is settled on. */
  readonly linked?: string
  /** The bank left the currency open: that of its balance is the account's. */
  readonly currencyOpen: boolean
  readonly links: HalLinks
  /** The page it stood on: hrefs may be relative to it. */
  readonly from: string
}

export interface AccountList {
  readonly accounts: readonly ListedAccount[]
  readonly links: HalLinks
  readonly url: string
  /** Accounts that could not be read, by rule. */
  readonly skipped: readonly string[]
}

const body = z.object({ accounts: lenient.presentList })

/** `GET /accounts`, page by page. 204: the person has none. */
export async function listAccounts(session: Session): Promise<AccountList | Failed> {
  const operation = 'accounts.list'
  const guard = pageGuard(session.options.maxPages)
  const found: ListedAccount[] = []
  const ids = new Set<string>()
  const skipped: string[] = []
  const first = `${session.options.baseUrl}/accounts`
  let links: HalLinks = {}
  for (let url: string | undefined = first; url !== undefined; ) {
    const problem = guard.problem(url)
    if (problem !== undefined) return unreadableAnswer(operation, problem)
    const page = await call(session, { operation, method: 'GET', url })
    if (page.kind === 'failed') return page
    if (url === first) links = page.links
    if (page.status === 204) break
    const held = body.safeParse(page.value).data?.accounts
    // To take this for an empty list would let accounts vanish.
    const carried = carriedFailure(operation, page, held, session.bank.now())
    if (carried) return carried
    const entries = held ?? []
    for (const entry of entries) {
      const read = readAccount(entry, zoneOf(session))
      if (!read) skipped.push('account_without_id')
      // The same account on two pages, or twice on one, is one account; without resource ids each currency is one.
      const id = read && `${read.account.bankId} ${read.account.currency}`
      if (!read || id === undefined || ids.has(id)) {
        session.bank.log('bank_account_skipped', { rule: read ? 'listed_twice' : 'no_resource_id' })
        continue
      }
      ids.add(id)
      found.push({ ...read, links: halLinks(entry), from: url })
    }
    guard.read(entries.length)
    const next: string | undefined = page.links['next']
    if (next === undefined) break
    const target = follow(session, next, url)
    if (target === undefined) return unreadableAnswer(operation, 'next is not a URL')
    // The last page of some banks links to itself.
    url = target === url ? undefined : target
  }
  return { accounts: found, links, url: first, skipped }
}
