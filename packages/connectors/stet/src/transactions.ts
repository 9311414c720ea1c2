import {
  type AccountHandle,
  type BankContext,
  type BankTransaction,
  type ConnectorState,
  type Day,
  type EntryRule,
  entriesInCurrencyOf,
  firstDays,
  lenient,
  pageGuard,
  readShorter,
  type TransactionsAnswer,
  unreadableAnswer,
  type Window,
} from '@raccord/connector-kit'
import { own } from '@raccord/contract'
import { z } from 'zod'
import { call } from './call.ts'
import { readEntry } from './entry.ts'
import { carriedFailure } from './failure.ts'
import { accountUrl, follow } from './links.ts'
import { failWith, openSession, type Session, zoneOf } from './session.ts'
import { writeState } from './state.ts'

const operation = 'transactions.read'
const body = z.object({ transactions: lenient.presentList })

/** Every page, one after the other: the page in hand is all that is in memory. */
export async function* transactions(
  bank: BankContext,
  state: ConnectorState,
  account: AccountHandle,
  window: Window,
): AsyncGenerator<TransactionsAnswer> {
  const session = openSession(bank, state)
  if ('kind' in session) return yield session
  const { maxHistoryDays, shortHistoryDays, longHistoryOnce } = session.options
  const short = Math.min(shortHistoryDays, maxHistoryDays)
  const long = longHistoryOnce && session.state.renewed ? short : maxHistoryDays
  yield* readShorter(
    firstDays(bank.now(), zoneOf(session), window, [long, short]),
    (from) => followPages(session, account, firstUrl(session, account, window, from)),
    ({ detail }) => / HTTP (400|403)\b/.test(detail),
  )
}

function firstUrl(session: Session, account: AccountHandle, window: Window, dateFrom: Day): string | undefined {
  const hint = own(session.state.accounts ?? {}, account.bankId)
  const linked = hint?.transactions && follow(session, hint.transactions, hint.from, { dateFrom })
  if (hint?.transactions !== undefined && linked === undefined) return undefined
  const url = URL.parse(linked ?? `${accountUrl(session, account.bankId)}/transactions`)
  // A link that says itself from when is followed as it is.
  if (url && !url.searchParams.has('dateFrom')) url.searchParams.set('dateFrom', dateFrom)
  if (url && window.to !== undefined && !url.searchParams.has('dateTo')) url.searchParams.set('dateTo', window.to)
  return url?.href
}

async function* followPages(
  session: Session,
  account: AccountHandle,
  start: string | undefined,
): AsyncGenerator<TransactionsAnswer> {
  const guard = pageGuard(session.options.maxPages)
  // Of a link that says itself from when.
  const from = lenient.day.parse(start && URL.parse(start)?.searchParams.get('dateFrom'))
  if (start === undefined) return yield failWith(session, unreadableAnswer(operation, 'the link is not a URL'))
  for (let url: string | undefined = start; url !== undefined; ) {
    const problem = guard.problem(url)
    if (problem !== undefined) return yield failWith(session, unreadableAnswer(operation, problem))
    const answer = await call(session, { operation, method: 'GET', url })
    if (answer.kind === 'failed') return yield failWith(session, answer)
    const page = answer.status === 204 ? emptyPage : readPage(session, account, answer.value)
    const carried = carriedFailure(
      operation,
      answer,
      page && [...page.transactions, ...page.skipped],
      session.bank.now(),
    )
    if (carried) return yield failWith(session, carried)
    if (!page) return
    guard.read(page.transactions.length + page.skipped.length)
    yield { kind: 'page', ...page, ...(from === undefined ? {} : { from }), state: writeState(session.state) }
    const next: string | undefined = answer.links['next']
    if (next === undefined) return
    const target = follow(session, next, url)
    if (target === undefined) return yield failWith(session, unreadableAnswer(operation, 'next is not a URL'))
    url = target === url ? undefined : target
  }
}

interface Page {
  readonly transactions: readonly BankTransaction[]
  readonly skipped: readonly EntryRule[]
}

const emptyPage: Page = { transactions: [], skipped: [] }

/** Each entry is read alone: a broken one costs itself, not the page. `undefined`: there is no list of entries. */
function readPage(session: Session, { bankId, currency }: AccountHandle, value: unknown): Page | undefined {
  const { stableEntryReference, absentListIsEmpty } = session.options
  const entries = body.safeParse(value).data?.transactions
  if (entries === undefined) return absentListIsEmpty ? emptyPage : undefined
  const setting = { zone: zoneOf(session), stableReference: stableEntryReference }
  const several = own(session.state.accounts ?? {}, bankId)?.severalCurrencies === true
  const transactions: BankTransaction[] = []
  const skipped: EntryRule[] = []
  for (const one of entries) {
    const read = readEntry(one, setting)
    if (typeof read === 'string') skipped.push(read)
    else transactions.push(read)
  }
  const ours = entriesInCurrencyOf(transactions, currency, several)
  return { ...ours, skipped: [...skipped, ...ours.skipped] }
}
