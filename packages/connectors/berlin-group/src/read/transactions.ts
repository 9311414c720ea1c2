import type { AccountHandle, BankContext, ConnectorState, TransactionsAnswer, Window } from '@raccord/connector-kit'
import { own } from '@raccord/contract'
import { openSession, type Session } from '../call/session.ts'
import { followPages } from './follow-pages.ts'
import { resourceUrl } from './resource-url.ts'

const dayMs = 86_400_000

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
  const { historyRefusals } = session.options
  const reaches = reachesOf(session)
  for (const status of statusesOf(session, account)) {
    // Long histories are given only in the minutes after SCA (RTS Art. 10a): a shorter one is better than none.
    for (const [attempt, days] of reaches.entries()) {
      let pages = 0
      let tooFar = false
      for await (const answer of followPages(session, account, firstUrl(session, account, window, status, days))) {
        const refused = answer.kind === 'failed' && historyRefusals.includes(answer.bankCode ?? '')
        tooFar = refused && pages === 0 && attempt < reaches.length - 1
        if (tooFar) break
        pages++
        yield answer
        if (answer.kind === 'failed') return
      }
      if (!tooFar) break
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

function firstUrl(session: Session, account: AccountHandle, window: Window, status: string, days: number): string {
  const { wire, bank, state, options } = session
  const linked = own(state.accounts ?? {}, account.bankId)?.transactions
  const url = new URL(linked ?? `${resourceUrl(session, account)}${wire.paths.transactions}`)
  const furthest = dayOf(bank.now().getTime() - days * dayMs)
  const values: { readonly [name: string]: string } = {
    bookingStatus: status,
    dateFrom: window.from !== undefined && window.from > furthest ? window.from : furthest,
    dateTo: window.to ?? dayOf(bank.now().getTime()),
  }
  const query = options.transactionsQuery.replace(/\{(\w+)\}/g, (whole, name: string) => own(values, name) ?? whole)
  for (const [name, value] of new URLSearchParams(query)) url.searchParams.set(name, value)
  if (window.to !== undefined && !options.transactionsQuery.includes('{dateTo}'))
    url.searchParams.set('dateTo', window.to)
  return url.href
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10)
}
