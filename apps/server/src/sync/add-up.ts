import type { AccountStore, AccountToFetch } from '../accounts/account-store.ts'
import { type Books, booksToCheck, laterStart, reconcile } from '../accounts/reconcile.ts'
import type { Day } from '../transactions/day.ts'

/** `addUp` would answer `undefined` and write nothing. */
export function nothingToAddUp({ currency, balances, books, type }: AccountToFetch, today: Day): boolean {
  return !balances || type === 'CREDIT_CARD' || booksToCheck(books, balances, currency, today) === undefined
}

/**
 * Holds the entries of an account against the balance that its bank told in this run, and keeps what comes of it. `undefined`: there is
 * nothing to hold them against.
 */
export async function addUp(
  accounts: Pick<AccountStore, 'bookedSums' | 'saveBooks'>,
  account: AccountToFetch,
  today: Day,
  after: { readonly reread?: boolean } = {},
): Promise<Books | undefined> {
  // What a card has spent is told in ways of its own: a limit's use, a month's, or less than nothing.
  const { id, currency, balances, books: known, type } = account
  const check = balances && type !== 'CREDIT_CARD' ? booksToCheck(known, balances, currency, today) : undefined
  if (!check) return undefined
  const begin = async (from: Day): Promise<Books | undefined> => {
    const { opening: _, ...anew } = { ...check, from }
    return reconcile(undefined, anew, await accounts.bookedSums(id, anew))
  }
  const found = reconcile(known, check, await accounts.bookedSums(id, check))
  const books = found?.gap !== undefined && after.reread ? { ...found, reread: true } : found
  const from = books && laterStart(books, today)
  const next = from === undefined ? books : await begin(from)
  if (JSON.stringify(next) !== JSON.stringify(known)) await accounts.saveBooks(id, next)
  return next
}
