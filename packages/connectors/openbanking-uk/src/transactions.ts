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
import { z } from 'zod'
import { call } from './call.ts'
import { readEntry } from './entry.ts'
import { carriedFailure } from './failure.ts'
import { failWith, openSession, type Session, zoneOf } from './session.ts'
import { writeState } from './state.ts'

const operation = 'transactions.read'
const suffix = { local: '', utc: 'Z', offset: '+00:00' } as const
const body = z.object({ Data: z.record(z.string(), z.unknown()) })

/** Every page, one after the other: the page in hand is all that is in memory. */
export async function* transactions(
  bank: BankContext,
  state: ConnectorState,
  account: AccountHandle,
  window: Window,
): AsyncGenerator<TransactionsAnswer> {
  const session = openSession(bank, state)
  if ('kind' in session) return yield session
  const { maxHistoryDays, shortHistoryDays } = session.options
  const short = Math.min(shortHistoryDays, maxHistoryDays)
  yield* readShorter(
    firstDays(bank.now(), zoneOf(session), window, [maxHistoryDays, short]),
    (from) => followPages(session, account, firstUrl(session, account, window, from)),
    ({ detail }) => / HTTP (400|403)\b/.test(detail),
  )
}

function firstUrl({ options }: Session, account: AccountHandle, window: Window, from: Day): string {
  const url = new URL(`${options.baseUrl}/accounts/${encodeURIComponent(account.bankId)}/transactions`)
  url.searchParams.set('fromBookingDateTime', `${from}T00:00:00${suffix[options.dateTimeForm]}`)
  if (window.to !== undefined) {
    url.searchParams.set('toBookingDateTime', `${window.to}T23:59:59${suffix[options.dateTimeForm]}`)
  }
  return url.href
}

async function* followPages(
  session: Session,
  account: AccountHandle,
  start: string,
): AsyncGenerator<TransactionsAnswer> {
  const guard = pageGuard(session.options.maxPages)
  for (let url: string | undefined = start; url !== undefined; ) {
    const problem = url === 'unusable' ? 'Next is not a URL' : guard.problem(url)
    if (problem !== undefined) return yield failWith(session, unreadableAnswer(operation, problem))
    const answer = await call(session, { operation, method: 'GET', url, as: 'person' })
    if (answer.kind === 'failed') return yield failWith(session, answer)
    const page = readPage(session, account, answer.value)
    const nothing = answer.status === 204 || (session.options.absentListIsEmpty && !page)
    const carried = carriedFailure(operation, answer, nothing ? [] : page && [...page.transactions, ...page.skipped])
    if (carried) return yield failWith(session, carried)
    if (!page) return yield { kind: 'page', transactions: [], skipped: [], state: writeState(session.state) }
    guard.read(page.transactions.length + page.skipped.length)
    yield { kind: 'page', ...page, state: writeState(session.state) }
    url = answer.next
  }
}

/** Each entry is read alone: a broken one costs itself, not the page. `undefined`: there is no list of entries. */
function readPage(
  session: Session,
  { currency }: AccountHandle,
  value: unknown,
): { transactions: BankTransaction[]; skipped: EntryRule[] } | undefined {
  const entries = lenient.presentList.parse(body.safeParse(value).data?.Data['Transaction'])
  if (!entries) return undefined
  const setting = { zone: zoneOf(session), stableReference: session.options.stableEntryReference }
  const transactions: BankTransaction[] = []
  const skipped: EntryRule[] = []
  for (const one of entries) {
    const read = readEntry(one, setting)
    if (typeof read === 'string') skipped.push(read)
    else transactions.push(read)
  }
  return { ...entriesInCurrencyOf(transactions, currency), skipped }
}
