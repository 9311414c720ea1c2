import type { AccountStore, AccountToFetch } from '../accounts/account-store.ts'
import { type Books, booksToCheck, laterStart, reconcile } from '../accounts/reconcile.ts'
import type { Day } from '../transactions/day.ts'

/** `addUp` would answer `undefined` and write nothing. */
export function nothingToAddUp({ currency, balances, books, type }: AccountToFetch, today: Day): boolean {
  return !balances || type === 'CREDIT_CARD' || booksToCheck(books, balances, currency, today) === undefined
}

/**
 * Holds the entries of an account against the balance that its bank told in this run: the books as they are then, and whether that is to be
 * written. `undefined`: there is nothing to hold them against.
 */
export async function addUp(
  accounts: Pick<AccountStore, 'bookedSums'>,
  account: AccountToFetch,
  today: Day,
  after: { readonly reread?: boolean } = {},
): Promise<{ readonly now: Books | undefined; readonly changed: boolean } | undefined> {
  // What a card has spent is told in ways of its own: a limit's use, a month's, or less than nothing.
  const { id, currency, balances, books: known, type } = account
  const check = balances && type !== 'CREDIT_CARD' ? booksToCheck(known, balances, currency, today) : undefined
  if (!check) return undefined
  const { opening: _, ...anew } = check
  const later = laterStart(check, today)
  const sums = await accounts.bookedSums(id, { ...anew, later })
  const found = reconcile(known, check, sums.all)
  const books = found?.gap !== undefined && after.reread ? { ...found, reread: true } : found
  const from = books && laterStart(books, today)
  const now = from === undefined ? books : reconcile(undefined, { ...anew, from }, sums.later)
  return { now, changed: JSON.stringify(now) !== JSON.stringify(known) }
}
