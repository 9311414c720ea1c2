import type { BankTransaction } from '@raccord/connector-kit'
import { addDays, type Day } from './day.ts'
import { derive } from './derive.ts'
import { identify, type OccurrenceCounter } from './identity.ts'
import { linkDays, planLinks } from './plan-import.ts'
import type { RowChange, TransactionStore, TransactionToSave } from './transaction-store.ts'

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
  readonly fresh: boolean
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
  const identified = identify(entries, fetch.counter)
  const rows = identified.map((row) => ({ ...row, derived: derive(row.entry, fetch.today) }))
  const since = rows.reduce<Day | undefined>(
    (min, row) => (min && min <= row.derived.date ? min : row.derived.date),
    undefined,
  )
  const { save, linked }: { save: readonly ChangedRow[]; linked: number } = fetch.fresh
    ? { save: rows, linked: 0 }
    : await recognise(store, fetch, rows)
  const written = save.length > 0 ? await write(store, fetch, save, at) : 0
  const inserted = save.filter(({ change }) => (change ?? 'new') === 'new').length - linked
  return { received: entries.length, inserted, updated: written - inserted, ...(since ? { since } : {}) }
}

type Row = Omit<TransactionToSave, 'rawIndex'>
/** `change` absent: nothing was stored, so all is new. */
type ChangedRow = Row & { readonly change?: RowChange['change'] }

/** What of the page is to be written, most often nothing; stored rows get the keys of the entries they are. */
async function recognise(
  store: TransactionStore,
  fetch: AccountFetch,
  rows: readonly Row[],
): Promise<{ save: ChangedRow[]; linked: number }> {
  const changes = new Map(
    (await store.compare(fetch.account.id, rows)).map(({ identityKey, change }) => [identityKey, change]),
  )
  const save = rows.flatMap((row) => {
    const change = changes.get(row.identityKey)
    return change ? [{ ...row, change }] : []
  })
  const unknown = save.filter(({ change }) => change === 'new')
  if (unknown.length === 0) return { save, linked: 0 }
  const found = await store.candidates(fetch.account.id, {
    // A booked entry may be older than today by as much as the link allows on top of the overlap.
    openSince: addDays(fetch.today, -2 * linkDays),
    from: fetch.from,
    keys: unknown.flatMap(({ formerKey }) => formerKey ?? []),
    references: unknown.flatMap(({ entry }) => [entry.bankId, entry.entryReference].filter((id) => id !== undefined)),
  })
  // A row outside of what is asked for is not sent again: a wrong link to it would not heal.
  const candidates = found.filter(({ date }) => fetch.to === undefined || date <= fetch.to)
  const links = planLinks(unknown, candidates, fetch.today, fetch.counter)
  await store.relink(links)
  return { save, linked: links.length }
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
  const rawPageId = sent.length > 0 ? await store.saveRaw(fetch.account.id, sent, at) : undefined
  return store.save(fetch.account, indexed, rawPageId, at)
}

/**
 * Ends a fetch that got to its last page: what is still pending here, and no longer at the bank, was booked under a text
 * and amount that could not be recognised, or was dropped. It is kept as EXPIRED, so that a client that had it learns of
 * its end by the same id; should it turn up booked after all, that very row is taken up again.
 */
export async function finishFetch(store: TransactionStore, fetch: AccountFetch, at: Date): Promise<void> {
  if (fetch.fresh || !(await store.lockAccount(fetch.account.id))) return
  const gone = (await store.pending(fetch.account.id)).filter((row) => !fetch.counter.has(row.identityKey))
  if (gone.length > 0)
    await store.expire(
      gone.map((row) => row.id),
      at,
    )
}
