import type { BankTransaction, Failed, Window } from '@raccord/connector-kit'
import type { AccountToFetch } from '../accounts/account-store.ts'
import { type Books, longerReading } from '../accounts/reconcile.ts'
import { inSpan } from '../tracing.ts'
import { addDays, type Day, dayOf } from '../transactions/day.ts'
import { OccurrenceCounter } from '../transactions/identity.ts'
import {
  type AccountFetch,
  beginAnew,
  finishFetch,
  importPage,
  lookAtPage,
  nothingToFinish,
  type PageImport,
  pageRows,
} from '../transactions/import-page.ts'
import { withKnownReferences } from '../transactions/known-references.ts'
import { maskEntry } from '../transactions/mask-cards.ts'
import { SeenEntries } from '../transactions/seen-entries.ts'
import { WaitingEntries } from '../transactions/waiting-entries.ts'
import { addUp, nothingToAddUp } from './add-up.ts'
import type { BankSession } from './bank-session.ts'
import type { CallCounter } from './call-counter.ts'
import type { ChannelProgress } from './channel-progress.ts'
import { heldAccount } from './held.ts'
import { ReadingOrder } from './reading-order.ts'
import type { SyncDeps, SyncUnit } from './sync-deps.ts'
import type { ClaimedRun, Progress } from './sync-store.ts'

/** Days read again before the last booked one: banks book late and correct for a few days. */
export const overlapDays = 10

/**
 * What to ask for, first that which reaches until today. A first reading that was cut off goes on where it stopped: with what is new since
 * then, and with what lies before the oldest day read.
 */
function windowsOf(account: AccountToFetch, today: Day): readonly [Window, ...Window[]] {
  if (account.unreadAfter) return [{ from: account.unreadAfter }]
  if (!account.historyComplete && !account.unreadBefore) return [{}]
  const known = account.readUntil ?? account.lastBooked
  // Banks announce entries: one booked in the future must not move the window past what is yet to come.
  const days = [known, account.oldestPending, today].filter((day) => day !== undefined)
  const recent = { from: addDays(days.toSorted()[0] ?? today, known ? -overlapDays : -90) }
  return account.unreadBefore ? [recent, { to: account.unreadBefore }] : [recent]
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
export async function fetchTransactions(deps: SyncDeps, run: ClaimedRun, about: About): Promise<Failed | undefined> {
  const { session, account, tally, progress, counter } = about
  const isWhole = (outcome: 'read' | Failed) => outcome === 'read' && tally.unread.length === 0 && !account.last
  const { definitionId } = session
  tally.unread = []
  if (tally.received > 0) {
    // A second try counts its entries anew, and the bank has answered the first.
    await progress.note({ transactions: -tally.received })
    tally.received = 0
    await counter.another(account.id)
  }
  const today = dayOf(deps.now())
  const [recent, ...older] = windowsOf(account, today)
  const fetchOf = (window: Window, fresh: boolean): AccountFetch => ({
    account: { id: account.id, userId: run.userId },
    ...window,
    today,
    counter: new OccurrenceCounter(),
    fresh,
  })
  const order = new ReadingOrder()
  // A first history, or the rest of it: how far it got is kept with each page, and so is each page.
  // Beside entries of files nothing is stored before its end: only then is it known which of them are which of the bank's.
  const first = !account.historyComplete && !account.unreadBefore && !account.uploaded ? order : undefined
  // Nothing was stored when the run listed its accounts, nor by an earlier try of this one.
  const fetch = {
    ...fetchOf(recent, !account.stored && tally.tries === 0),
    ...(first ? {} : { waiting: new WaitingEntries() }),
    ...(account.uploaded ? { file: 'stored' as const } : {}),
  }
  tally.tries += 1
  /** Reads for longer, once for a gap. Where the bank does not bear it the account was read all the same; the next run asks again. */
  const closeGap = async (books: Books, from: Day): Promise<Books | undefined> => {
    const fetch = { ...fetchOf({ from }, false), waiting: new WaitingEntries() }
    const reading = { window: { from }, fetch, order: new ReadingOrder(), marks: undefined }
    await counter.another(account.id)
    const outcome = await readWindow(deps, run, about, reading)
    if (outcome === 'gone') return undefined
    await finish(deps, run, progress, fetch, isWhole(outcome))
    if (outcome === 'read')
      return heldAccount(deps, run, account.id, async ({ accounts, transactions }) => {
        if (!(await transactions.lockAccount(account.id))) return undefined
        const books = await addUp(accounts, account, today, { reread: true })
        await accounts.markRead(account.id, { books: books?.changed ? books : undefined })
        return books?.now
      })
    deps.log('longer_reading_failed', { runId: run.runId, reason: outcome.reason })
    return books
  }
  const further = (): Day | undefined => {
    const until = order.newest ?? account.readUntil ?? account.lastBooked
    return until !== account.readUntil ? until : undefined
  }
  const done = (books: Books | undefined): Progress => ({
    accountsDone: 1,
    ...(books?.gap === undefined ? {} : { gaps: 1 }),
  })
  const longer = (books: Books | undefined): Day | undefined =>
    books && isWhole('read') ? longerReading(books, recent.from, today) : undefined
  let concluded: { readonly books: Books | undefined } | undefined
  /** Of an account that is held. `figures`: of the page that it comes with. */
  const conclude = async ({ accounts, together }: SyncUnit, figures: Progress = {}): Promise<void> => {
    const { historyComplete, last } = account
    const now = deps.now()
    const news = { type: 'account_history_complete', definitionId, accountId: account.id } as const
    const books = await addUp(accounts, account, today)
    const read = { until: further(), history: historyComplete ? undefined : now, last }
    await together(async ({ sync, accounts, events }) => {
      if (!historyComplete) await events.add(run.connectionId, [news], now)
      await accounts.markRead(account.id, { ...read, books: books?.changed ? books : undefined })
      await progress.within(sync, { ...figures, ...(longer(books?.now) === undefined ? done(books?.now) : {}) })
    })
    concluded = { books: books?.now }
  }
  const reading = { window: recent, fetch, order, marks: first }
  // With the last page, where it is known for that and nothing is left to be done between.
  const concluding = fetch.fresh && !fetch.waiting && older.length === 0 ? conclude : undefined
  const outcome = await readWindow(deps, run, about, { ...reading, ...(concluding ? { conclude: concluding } : {}) })
  if (outcome === 'gone') return undefined
  await finish(deps, run, progress, fetch, isWhole(outcome))
  if (outcome !== 'read') return outcome
  for (const window of older) {
    const rest = new ReadingOrder()
    const reading = { window, fetch: fetchOf(window, false), order: rest, marks: rest }
    await counter.another(account.id)
    const outcome = await readWindow(deps, run, about, reading)
    if (outcome !== 'read') return outcome === 'gone' ? undefined : outcome
  }
  const nothing = !account.last && account.historyComplete && further() === undefined && nothingToAddUp(account, today)
  if (nothing) {
    await progress.note(done(undefined))
    return undefined
  }
  if (!concluded)
    await heldAccount(deps, run, account.id, async (unit) => {
      // Deleted, or shared no longer, while it was read: then nothing of it comes back.
      if (await unit.transactions.lockAccount(account.id)) await conclude(unit)
      else await progress.within(unit.sync, done(undefined))
    })
  const books = concluded?.books
  const from = longer(books)
  const closed = books && from !== undefined ? await closeGap(books, from) : books
  if (closed?.gap !== undefined) deps.log('books_gap', { runId: run.runId, accountId: account.id })
  if (from !== undefined) await progress.note(done(closed))
  return undefined
}

/** What waited for the last page is stored; after a whole reading, what the bank no longer sends ends. */
async function finish(
  deps: SyncDeps,
  run: ClaimedRun,
  progress: ChannelProgress,
  fetch: AccountFetch,
  whole: boolean,
): Promise<void> {
  if (await nothingToFinish(deps.direct.transactions, fetch, whole)) return
  for (let done = false; !done; ) {
    done = await heldAccount(deps, run, fetch.account.id, async ({ sync, transactions }) => {
      const end = await finishFetch(transactions, fetch, deps.now(), whole)
      if (end.inserted > 0) await progress.within(sync, { transactionsNew: end.inserted })
      return end.done
    })
  }
}

interface Reading {
  readonly window: Window
  readonly fetch: AccountFetch
  readonly order: ReadingOrder
  /** Present: where it got to is kept, so that the next run goes on there. */
  readonly marks: ReadingOrder | undefined
  /** Present: ends the account in the transaction of the page that is the last one, with that page's figures. */
  readonly conclude?: (unit: SyncUnit, figures: Progress) => Promise<void>
}

export interface About {
  readonly session: BankSession
  readonly account: AccountToFetch
  readonly tally: Tally
  readonly progress: ChannelProgress
  readonly counter: CallCounter
}

/** One window of an account, from the bank's first page to its last. `gone`: deleted by the person while it was being read. */
async function readWindow(
  deps: SyncDeps,
  run: ClaimedRun,
  { session, account, tally, progress }: About,
  { window, fetch, order, marks, conclude }: Reading,
): Promise<'read' | 'gone' | Failed> {
  let seen = new SeenEntries()
  let marked = ''
  const before = { received: tally.received, unread: tally.unread.length }
  const store = async (entries: readonly BankTransaction[], last = false): Promise<boolean> => {
    for (let at = 0; at < entries.length; at += pageRows) {
      const piece = entries.slice(at, at + pageRows).map(maskEntry)
      const whole = at + pageRows >= entries.length
      const stored = async (unit: SyncUnit): Promise<boolean> => {
        const result = await importPage(unit.transactions, fetch, piece, deps.now())
        if (!result) return false
        if (whole && last && conclude) await conclude(unit, figuresOf(result))
        else {
          const reached = whole ? marks?.reached() : undefined
          if (reached && JSON.stringify(reached) !== marked) {
            await unit.accounts.markReached(account.id, reached)
            marked = JSON.stringify(reached)
          }
          await progress.within(unit.sync, figuresOf(result))
        }
        tally.received += result.received
        return true
      }
      const look = async (): Promise<boolean> => {
        const seen = marks ? undefined : await lookAtPage(deps.direct.transactions, fetch, piece)
        if (!seen) return heldAccount(deps, run, account.id, stored)
        await progress.note(figuresOf(seen))
        tally.received += seen.received
        return true
      }
      const there = await inSpan('import', { 'raccord.entries': piece.length }, look)
      if (!there) return false
    }
    return true
  }
  const { connector, context } = session
  for await (const page of connector.transactions(context, session.state, account, window)) {
    await session.keep(page.state)
    if (page.kind === 'failed') return page
    if (page.restarted) {
      seen = new SeenEntries()
      beginAnew(fetch)
      await progress.note({ transactions: before.received - tally.received })
      tally.received = before.received
      tally.unread.length = before.unread
    }
    if (page.from !== undefined) fetch.waiting?.narrow(page.from)
    order.note(page.transactions)
    tally.unread.push(...page.skipped)
    if (page.skipped.length > 0) deps.log('entries_skipped', { runId: run.runId, count: page.skipped.length })
    const entries = seen.admit(page.transactions.map(withKnownReferences))
    if (page.last) return (await store([...entries, ...seen.pending()], true)) ? 'read' : 'gone'
    if (!(await store(entries))) return 'gone'
  }
  return (await store(seen.pending())) ? 'read' : 'gone'
}

const figuresOf = ({ received, inserted, since }: PageImport): Progress => ({
  transactions: received,
  ...(inserted > 0 ? { transactionsNew: inserted } : {}),
  ...(since ? { since } : {}),
})
