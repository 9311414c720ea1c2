import type { BankTransaction } from '@raccord/connector-kit'
import { addDays, type Day } from './day.ts'
import { derive } from './derive.ts'
import { identify, type OccurrenceCounter } from './identity.ts'
import { linkDays, planLinks } from './plan-import.ts'
import type { RowChange, TransactionStore, TransactionToSave } from './transaction-store.ts'
import type { WaitingEntries } from './waiting-entries.ts'
import { coveredFrom, planEnds } from './withdrawn.ts'

/** One reading of one account, from its first page to its last. */
export interface AccountFetch {
  readonly account: { readonly id: number; readonly userId: number }
  /** First day asked for; absent: all. */
  readonly from?: Day
  /** Last day asked for; absent: until today. */
  readonly to?: Day
  /** Day of the fetch. */
  readonly today: Day
  readonly counter: OccurrenceCounter
  /** Nothing was stored when the fetch began: nothing to recognise, so the look-ups are spared. */
  fresh: boolean
  /**
   * What is new or changed waits here for the last page: only then is it known which stored ones the bank no longer sends, and so which of the new
   * ones are those, rewritten. Absent: each page is stored at once, for a reading that goes on where it was cut off.
   */
  readonly waiting?: WaitingEntries
  /**
   * Files write of one entry in other words than the bank does. `read`: this is a file; what is stored as booked stays as it is. `stored`: the bank is
   * read, what is stored came from files. An entry is then one that is stored with its day and amount, and nothing ends that is not sent.
   */
  readonly file?: 'read' | 'stored'
}

/** The bank begins with its first page again: the same entries get the same keys once more, and what was stored is recognised. */
export function beginAnew(fetch: AccountFetch): void {
  fetch.counter.clear()
  fetch.waiting?.clear()
  fetch.fresh = false
}

export interface PageImport {
  readonly received: number
  readonly inserted: number
  readonly updated: number
  /** Earliest day of the page. */
  readonly since?: Day
}

/** Entries in one database transaction: bounds its memory and how long it holds the account. */
export const pageRows = 2_000

/**
 * Stores entries of one page, in the transaction that `store` is bound to. Doing it again, whole or in part, changes
 * nothing: keys depend on the fetch alone. `undefined` when the account is gone or no longer shared.
 */
export async function importPage(
  store: TransactionStore,
  fetch: AccountFetch,
  entries: readonly BankTransaction[],
  at: Date,
): Promise<PageImport | undefined> {
  if (!(await store.lockAccount(fetch.account.id))) return undefined
  if (entries.length === 0) return { received: 0, inserted: 0, updated: 0 }
  const rows = rowsOf(fetch, entries)
  const changed: readonly ChangedRow[] = fetch.fresh ? rows : await changesOf(store, fetch, rows)
  const save = changed.filter((row) => !fetch.waiting?.add(row))
  return { received: entries.length, ...(await take(store, fetch, save, at)), ...sinceOf(rows) }
}

/**
 * The same for a page whose news all have room to wait: nothing is written, so it needs no transaction, and most pages of most readings bring
 * no news. `undefined` where it does: then `importPage`.
 */
export async function lookAtPage(
  store: Pick<TransactionStore, 'compare'>,
  fetch: AccountFetch,
  entries: readonly BankTransaction[],
): Promise<PageImport | undefined> {
  if (fetch.fresh || !fetch.waiting?.hasRoomFor(entries.length)) return undefined
  const rows = rowsOf(fetch, entries)
  for (const row of await changesOf(store, fetch, rows)) fetch.waiting.add(row)
  return { received: entries.length, inserted: 0, updated: 0, ...sinceOf(rows) }
}

function rowsOf(fetch: AccountFetch, entries: readonly BankTransaction[]): Row[] {
  fetch.waiting?.note(entries)
  return identify(entries, fetch.counter).map((row) => ({ ...row, derived: derive(row.entry, fetch.today) }))
}

function sinceOf(rows: readonly Row[]): { readonly since?: Day } {
  const since = rows.reduce<Day | undefined>(
    (min, row) => (min && min <= row.derived.date ? min : row.derived.date),
    undefined,
  )
  return since ? { since } : {}
}

type Row = Omit<TransactionToSave, 'rawIndex'>
/** `change` absent: nothing was stored, so all is new. */
type ChangedRow = Row & { readonly change?: RowChange['change'] }

/** What of the page is to be written, most often nothing. */
async function changesOf(
  store: Pick<TransactionStore, 'compare'>,
  fetch: AccountFetch,
  rows: readonly Row[],
): Promise<ChangedRow[]> {
  const changes = new Map(
    (await store.compare(fetch.account.id, rows)).map(({ identityKey, change }) => [identityKey, change]),
  )
  return rows.flatMap((row) => {
    const change = changes.get(row.identityKey)
    // What the bank itself said says more.
    if (fetch.file === 'read' && change !== 'new') return []
    return change ? [{ ...row, change }] : []
  })
}

/** Stores what is new and what changed, at most `pageRows`; stored rows are given the keys of the entries that they are. */
async function take(
  store: TransactionStore,
  fetch: AccountFetch,
  save: readonly ChangedRow[],
  at: Date,
  goneFrom?: Day,
): Promise<{ inserted: number; updated: number }> {
  if (save.length === 0) return { inserted: 0, updated: 0 }
  const unknown = save.filter(({ change }) => change === 'new')
  const { links, same } = await relink(store, fetch, unknown, goneFrom)
  const left = same.size === 0 ? save : save.filter(({ identityKey }) => !same.has(identityKey))
  const written = left.length === 0 ? 0 : await write(store, fetch, left, at)
  const inserted = left.filter(({ change }) => (change ?? 'new') === 'new').length - links
  return { inserted, updated: written - inserted }
}

/** @param goneFrom The last page is in: what this fetch has not had, from this day on, the bank no longer sends. Resolves to how many stored rows took new keys, and to the keys of entries that are stored otherwise. */
async function relink(
  store: TransactionStore,
  fetch: AccountFetch,
  unknown: readonly Row[],
  goneFrom: Day | undefined,
): Promise<{ readonly links: number; readonly same: ReadonlySet<string> }> {
  if (unknown.length === 0) return { links: 0, same: new Set() }
  const found = await store.candidates(fetch.account.id, {
    // A booked entry may be older than today by as much as the link allows on top of the overlap.
    openSince: addDays(fetch.today, -2 * linkDays),
    from: fetch.from,
    keys: unknown.flatMap(({ formerKey }) => formerKey ?? []),
    references: unknown.flatMap(({ entry }) => [entry.bankId, entry.entryReference].filter((id) => id !== undefined)),
    ...(goneFrom ? { amounts: unknown.map(({ entry }) => entry.amount.minor) } : {}),
  })
  // A row outside of what is asked for is not sent again: a wrong link to it would not heal.
  const candidates = found.filter(({ date }) => fetch.to === undefined || date <= fetch.to)
  const { today, counter: seen, file } = fetch
  const links = planLinks(unknown, candidates, { today, seen, goneFrom, sameDay: file !== undefined })
  const booked = new Set(file === 'read' ? candidates.flatMap(({ id, status }) => (status === 'BOOKED' ? id : [])) : [])
  const [stay, move] = [links.filter(({ id }) => booked.has(id)), links.filter(({ id }) => !booked.has(id))]
  await store.relink(move)
  return { links: move.length, same: new Set(stay.map(({ identityKey }) => identityKey)) }
}

/** The entries as sent are kept of what is news only: a page read again for its overlap is not kept again. */
async function write(
  store: TransactionStore,
  fetch: AccountFetch,
  rows: readonly ChangedRow[],
  at: Date,
): Promise<number> {
  const sent: BankTransaction[] = []
  const indexed = rows.map((row) => (row.change === 'silent' ? row : { ...row, rawIndex: sent.push(row.entry) - 1 }))
  return store.save(fetch.account, indexed, sent, at)
}

/** Nothing waits and nothing ends: `finishFetch` would write nothing. Asked without a transaction, after the last page. */
export async function nothingToFinish(
  store: Pick<TransactionStore, 'stillOpen'>,
  fetch: AccountFetch,
  whole: boolean,
): Promise<boolean> {
  if (fetch.waiting?.any) return false
  if (fetch.fresh || !whole || fetch.file) return true
  const { expired, cancelled } = planEnds(await store.stillOpen(fetch.account.id, coveredOf(fetch, whole)), fetch)
  return expired.length + cancelled.length === 0
}

const coveredOf = (fetch: AccountFetch, whole: boolean): Day | undefined => {
  if (!whole || fetch.counter.forgot) return undefined
  return fetch.file === 'read' ? fetch.from : coveredFrom(fetch)
}

/**
 * Ends a fetch, in pieces: called until it resolves to `done`, each time in a database transaction of its own. What waited is stored; where
 * the fetch was `whole`, stored rows that the bank no longer sends are the new ones that are like them, or end:
 * - pending: it was booked under a text and amount that could not be recognised, or was dropped. `EXPIRED`;
 * - booked: the bank withdrew it. `CANCELLED`.
 * They are kept, so that a client that had them learns of their end by the same id; should one turn up after all, that very row is taken
 * up again.
 *
 * @param whole It got to its last page, and everything that the bank sent was read.
 */
export async function finishFetch(
  store: TransactionStore,
  fetch: AccountFetch,
  at: Date,
  whole = true,
): Promise<{ readonly done: boolean; readonly inserted: number }> {
  const rows = fetch.waiting?.take(pageRows) ?? []
  const covered = coveredOf(fetch, whole)
  if (rows.length === 0 && (fetch.fresh || !whole)) return { done: true, inserted: 0 }
  if (!(await store.lockAccount(fetch.account.id))) return { done: true, inserted: 0 }
  const { inserted } = await take(store, fetch, rows, at, covered)
  if (fetch.waiting?.any) return { done: false, inserted }
  if (!whole || fetch.fresh || fetch.file) return { done: true, inserted }
  const ends = planEnds(await store.stillOpen(fetch.account.id, covered), fetch)
  if (ends.expired.length > 0) await store.expire(ends.expired, at)
  if (ends.cancelled.length > 0) await store.cancel(ends.cancelled, at)
  return { done: true, inserted }
}
