import {
  type AccountHandle,
  type BankContext,
  type BankTransaction,
  type ConnectorState,
  lenient,
  pageGuard,
  type TransactionsAnswer,
  unreadableAnswer,
  type Window,
} from '@raccord/connector-kit'
import { own } from '@raccord/contract'
import { z } from 'zod'
import { call } from './call.ts'
import { type EntryRule, readEntry } from './entry.ts'
import { accountUrl, follow } from './links.ts'
import { failWith, openSession, type Session } from './session.ts'
import { writeState } from './state.ts'

const operation = 'transactions.read'
const dayMs = 86_400_000
const body = z.object({ transactions: lenient.anything })

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
  // Long histories are given only in the minutes after SCA (RTS Art. 10a): a shorter one is better than none.
  for (const days of long === short ? [short] : [long, short]) {
    let pages = 0
    let tooFar = false
    for await (const answer of followPages(session, firstUrl(session, account, window, days))) {
      tooFar = pages === 0 && days !== short && answer.kind === 'failed' && / HTTP (400|403)\b/.test(answer.detail)
      if (tooFar) break
      pages++
      yield answer
    }
    if (!tooFar) return
  }
}

function firstUrl(session: Session, account: AccountHandle, window: Window, days: number): string | undefined {
  const furthest = new Date(session.bank.now().getTime() - days * dayMs).toISOString().slice(0, 10)
  const dateFrom = window.from !== undefined && window.from > furthest ? window.from : furthest
  const hint = own(session.state.accounts ?? {}, account.bankId)
  const linked = hint && follow(session, hint.transactions, hint.from, { dateFrom })
  if (hint && linked === undefined) return undefined
  const url = URL.parse(linked ?? `${accountUrl(session, account.bankId)}/transactions`)
  // A link that says itself from when is followed as it is.
  if (url && !url.searchParams.has('dateFrom')) url.searchParams.set('dateFrom', dateFrom)
  return url?.href
}

async function* followPages(session: Session, start: string | undefined): AsyncGenerator<TransactionsAnswer> {
  const guard = pageGuard(session.options.maxPages)
  if (start === undefined) return yield failWith(session, unreadableAnswer(operation, 'the link is not a URL'))
  for (let url: string | undefined = start; url !== undefined; ) {
    const problem = guard.problem(url)
    if (problem !== undefined) return yield failWith(session, unreadableAnswer(operation, problem))
    const answer = await call(session, { operation, method: 'GET', url })
    if (answer.kind === 'failed') return yield failWith(session, answer)
    const page = readPage(answer.value)
    if (!page) return yield failWith(session, unreadableAnswer(operation, 'not a report'))
    guard.read(page.transactions.length + page.skipped.length)
    yield { kind: 'page', ...page, state: writeState(session.state) }
    const next: string | undefined = answer.links['next']
    if (next === undefined) return
    const target = follow(session, next, url)
    if (target === undefined) return yield failWith(session, unreadableAnswer(operation, 'next is not a URL'))
    url = target === url ? undefined : target
  }
}

/** Each entry is read alone: a broken one costs itself, not the page. Nothing (204) is a page without entries. */
function readPage(value: unknown): { transactions: BankTransaction[]; skipped: EntryRule[] } | undefined {
  if (value === undefined) return { transactions: [], skipped: [] }
  const entries = body.safeParse(value).data?.transactions
  if (entries === undefined) return undefined
  const transactions: BankTransaction[] = []
  const skipped: EntryRule[] = []
  for (const one of lenient.list.parse(entries)) {
    const read = readEntry(one)
    if (typeof read === 'string') skipped.push(read)
    else transactions.push(read)
  }
  return { transactions, skipped }
}
