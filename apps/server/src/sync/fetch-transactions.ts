import type { BankTransaction, Failed } from '@raccord/connector-kit'
import type { AccountToFetch } from '../accounts/account-store.ts'
import { inSpan } from '../tracing.ts'
import { addDays, type Day, dayOf } from '../transactions/day.ts'
import { OccurrenceCounter } from '../transactions/identity.ts'
import { type AccountFetch, finishFetch, importPage, pageRows } from '../transactions/import-page.ts'
import { maskEntry } from '../transactions/mask-cards.ts'
import { SeenEntries } from '../transactions/seen-entries.ts'
import { type BankSession, RunLost } from './bank-session.ts'
import type { SyncDeps, SyncUnit } from './sync-deps.ts'
import type { ClaimedRun } from './sync-store.ts'

/** Days read again before the last booked one: banks book late and correct for a few days. */
export const overlapDays = 10

/** First day to ask for; absent: all that the bank gives. */
export function windowStart(account: AccountToFetch, today: Day): Day | undefined {
  if (!account.historyComplete) return undefined
  // Banks announce entries: one booked in the future must not move the window past what is yet to come.
  const days = [account.lastBooked, account.oldestPending, today].filter((day) => day !== undefined)
  return addDays(days.toSorted()[0] ?? today, account.lastBooked ? -overlapDays : -90)
}

/** What the tries at one account came to, kept between them. */
export interface Tally {
  received: number
  tries: number
  /** Rules that entries broke, one for each entry that could not be read. */
  unread: string[]
}

/**
 * Reads one account from the bank into the store: pages as they come, cut into bounded pieces, each piece and its progress
 * in one database transaction. `tally` is kept between tries, so that the progress shown stays true. Killed at any point and begun again, it stores the same set.
 */
export async function fetchTransactions(
  deps: SyncDeps,
  run: ClaimedRun,
  session: BankSession,
  account: AccountToFetch,
  tally: Tally,
): Promise<Failed | undefined> {
  const { definitionId } = session
  tally.unread = []
  if (tally.received > 0) {
    // A second try counts its entries anew.
    const again = { transactions: -tally.received }
    await held(deps, run, ({ sync }) => sync.progress(run, definitionId, again))
    tally.received = 0
  }
  const today = dayOf(deps.now())
  const from = windowStart(account, today)
  const fetch: AccountFetch = {
    account: { id: account.id, userId: run.userId },
    ...(from ? { from } : {}),
    today,
    counter: new OccurrenceCounter(),
    // Nothing was stored when the run listed its accounts, nor by an earlier try of this one.
    fresh: !account.stored && tally.tries === 0,
  }
  tally.tries += 1
  const seen = new SeenEntries()
  /** False: deleted by the person while it was being read. */
  const store = async (entries: readonly BankTransaction[]): Promise<boolean> => {
    for (let at = 0; at < entries.length; at += pageRows) {
      const piece = entries.slice(at, at + pageRows).map(maskEntry)
      const stored = async ({ sync, transactions }: SyncUnit): Promise<boolean> => {
        const result = await importPage(transactions, fetch, piece, deps.now())
        if (!result) return false
        await sync.progress(run, definitionId, {
          transactions: result.received,
          transactionsNew: result.inserted,
          ...(result.since ? { since: result.since } : {}),
        })
        tally.received += result.received
        return true
      }
      const there = await inSpan('import', { 'raccord.entries': piece.length }, () => held(deps, run, stored))
      if (!there) return false
    }
    return true
  }
  const { connector, context } = session
  for await (const page of connector.transactions(context, session.state, account, from ? { from } : {})) {
    await session.keep(page.state)
    if (page.kind === 'failed') return page
    tally.unread.push(...page.skipped)
    if (page.skipped.length > 0) deps.log('entries_skipped', { runId: run.runId, count: page.skipped.length })
    if (!(await store(seen.admit(page.transactions)))) return undefined
  }
  if (!(await store(seen.pending()))) return undefined
  await held(deps, run, async ({ sync, accounts, transactions }) => {
    await finishFetch(transactions, fetch, deps.now())
    if (!account.historyComplete) await accounts.markHistory(account.id, deps.now())
    await sync.progress(run, definitionId, { accountsDone: 1 })
  })
  return undefined
}

/** A transaction that only goes through while the run is this worker's. */
export async function held<T>(
  deps: SyncDeps,
  run: ClaimedRun,
  work: (unit: Parameters<Parameters<SyncDeps['transact']>[0]>[0]) => Promise<T>,
): Promise<T> {
  deps.signal?.throwIfAborted()
  return deps.transact(async (unit) => {
    if (!(await unit.sync.hold(run, deps.now()))) throw new RunLost()
    return work(unit)
  })
}
