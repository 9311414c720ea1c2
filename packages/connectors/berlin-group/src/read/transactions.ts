import {
  type AccountHandle,
  type BankContext,
  type ConnectorState,
  type Day,
  daysBack,
  firstDays,
  readShorter,
  type TransactionsAnswer,
  type Window,
} from '@raccord/connector-kit'
import { own } from '@raccord/contract'
import { openSession, type Session, zoneOf } from '../call/session.ts'
import { followPages } from './follow-pages.ts'
import { resourceUrl } from './resource-url.ts'

type Page = Extract<TransactionsAnswer, { kind: 'page' }>

/** Every page of every booking status asked for, one after the other: the page in hand is all that is in memory. */
export async function* transactions(
  bank: BankContext,
  state: ConnectorState,
  account: AccountHandle,
  window: Window,
): AsyncGenerator<TransactionsAnswer> {
  const session = openSession(bank, state)
  if ('kind' in session) {
    yield session
    return
  }
  const { historyRefusals, transactionsQuery } = session.options
  const pageOf = ({ last, ...page }: Page, ends: boolean): Page => ({
    ...page,
    // Where the bank's own period is asked for nobody knows its first day: what it leaves out says nothing.
    ...(transactionsQuery.includes('{dateFrom}') ? {} : { from: today }),
    ...(last && ends ? { last } : {}),
  })
  const firsts = firstDays(bank.now(), zoneOf(session), window, reachesOf(session))
  const today = daysBack(bank.now(), 0, zoneOf(session))
  const statuses = statusesOf(session, account)
  for (const status of statuses) {
    const pages = readShorter(
      firsts,
      (from) => followPages(session, account, firstUrl(session, account, window, status, from)),
      ({ bankCode }) => historyRefusals.includes(bankCode ?? ''),
    )
    for await (const answer of pages) {
      yield answer.kind === 'page' ? pageOf(answer, status === statuses.at(-1)) : answer
      if (answer.kind === 'failed') return
    }
  }
}

/** Cards have neither `information` nor `all` (1.3.11, `bookingStatus` of card accounts). */
function statusesOf({ options }: Session, { resource }: AccountHandle): readonly string[] {
  if (resource === 'account') return options.bookingStatuses
  const known = options.bookingStatuses.flatMap((one) => (one === 'information' ? [] : [one === 'all' ? 'both' : one]))
  return known.length > 0 ? [...new Set(known)] : ['booked']
}

/** How many days back to ask for, the furthest first. */
function reachesOf({ options, state, bank }: Session): number[] {
  const { maxHistoryDays, historyMinutes } = options
  const short = Math.min(options.shortHistoryDays, maxHistoryDays)
  const until =
    historyMinutes === undefined || state.grantedAt === undefined
      ? Number.POSITIVE_INFINITY
      : Date.parse(state.grantedAt) + historyMinutes * 60_000
  // Where the bank's own minutes are known, a call that it must refuse would only count against the day's four.
  return bank.now().getTime() < until ? [maxHistoryDays, short] : [short]
}

function firstUrl(session: Session, account: AccountHandle, window: Window, status: string, dateFrom: Day): string {
  const { wire, bank, state, options } = session
  const linked = own(state.accounts ?? {}, account.bankId)?.transactions
  const url = new URL(linked ?? `${resourceUrl(session, account)}${wire.paths.transactions}`)
  const values: { readonly [name: string]: string } = {
    bookingStatus: status,
    dateFrom,
    dateTo: window.to ?? daysBack(bank.now(), 0, zoneOf(session)),
  }
  const query = options.transactionsQuery.replace(/\{(\w+)\}/g, (whole, name: string) => own(values, name) ?? whole)
  for (const [name, value] of new URLSearchParams(query)) url.searchParams.set(name, value)
  if (window.to !== undefined && !options.transactionsQuery.includes('{dateTo}'))
    url.searchParams.set('dateTo', window.to)
  return url.href
}
