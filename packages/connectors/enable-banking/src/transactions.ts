import {
  type AccountHandle,
  type BankContext,
  type BankTransaction,
  type ConnectorState,
  type Day,
  daysBack,
  entriesInCurrencyOf,
  lenient,
  pageGuard,
  type TransactionsAnswer,
  unreadableAnswer,
  type Window,
} from '@raccord/connector-kit'
import { z } from 'zod'
import { noResource } from './account.ts'
import { readEntry } from './entry.ts'
import type { Refusal } from './failure.ts'
import { shorterThan } from './period.ts'
import { failWith, openSession, type Session, zoneOf } from './session.ts'
import { readAtBank } from './standing.ts'
import { writeState } from './state.ts'

const operation = 'transactions.read'
const body = z.object({ transactions: lenient.presentList, continuation_key: lenient.text })

/** For so long after the person was at the bank some banks tell everything. */
const freshMs = 3 * 60_000

/**
 * Every page, one after the other. Booked and pending entries come in one list, which is never filtered: filters, and an end of the
 * period, are what banks refuse. A period that is refused is asked for again shorter.
 */
export async function* transactions(
  bank: BankContext,
  state: ConnectorState,
  account: AccountHandle,
  window: Window,
): AsyncGenerator<TransactionsAnswer> {
  const session = openSession(bank, state)
  if ('kind' in session) return yield session
  // They list it, and have no way to ask for what is in it.
  if (account.bankId.startsWith(noResource)) return
  for (let from = firstDay(session, window); ; ) {
    let refused: Refusal | undefined
    for await (const answer of pages(session, account, from)) {
      if (answer.kind === 'failed' && answer.first?.period) refused = answer.first
      else yield answer.kind === 'failed' ? failWith(session, answer) : answer
    }
    if (!refused) return
    const [shorter] = shorterThan(from, bank.now(), zoneOf(session), refused.period ?? {})
    if (shorter === undefined) return yield failWith(session, refused)
    from = shorter
  }
}

/** `undefined`: all that there is. Older entries than those of 90 days are given only while the person has just been there. */
function firstDay(session: Session, { from }: Window): Day | undefined {
  const { bank, options, state } = session
  if (from === undefined) return undefined
  const fresh = state.authorizedAt !== undefined && bank.now().getTime() - state.authorizedAt < freshMs
  const furthest = daysBack(bank.now(), options.historyDays, zoneOf(session))
  return fresh || from > furthest ? from : furthest
}

type Page = Exclude<TransactionsAnswer, { readonly kind: 'failed' }>
/** `first`: the answer to the first page was a refusal, which may be about the period. */
type PageAnswer = Page | (Refusal & { readonly first?: Refusal })

async function* pages(session: Session, account: AccountHandle, from: Day | undefined): AsyncGenerator<PageAnswer> {
  const guard = pageGuard(session.options.maxPages)
  const asked: { readonly [name: string]: string } = from === undefined ? { strategy: 'longest' } : { date_from: from }
  const path = `/accounts/${encodeURIComponent(account.bankId)}/transactions`
  const read = (parameters: object) =>
    readAtBank(session, { operation, path: `${path}?${new URLSearchParams({ ...parameters })}` })
  let key: string | undefined
  let alone = false
  let anew = false
  let restarted = false
  for (;;) {
    const problem = guard.problem(`${anew} ${key ?? ''}`)
    if (problem !== undefined) return yield unreadableAnswer(operation, problem)
    // The bank compares what stands beside the key with what it was made for.
    const beside = alone ? {} : asked
    let answer = await read(key === undefined ? asked : { ...beside, continuation_key: key })
    if (key !== undefined && answer.kind === 'failed') {
      if (answer.page === 'key' && !anew) {
        // The key ran out: from the first page on, once.
        anew = true
        restarted = true
        key = undefined
        continue
      }
      if (answer.page === 'parameters' && !alone) {
        // Other banks want nothing beside it.
        alone = true
        answer = await read({ continuation_key: key })
      }
    }
    if (answer.kind === 'failed') return yield key === undefined && !anew ? { ...answer, first: answer } : answer
    const found = body.safeParse(answer.value).data
    if (found?.transactions === undefined)
      return yield unreadableAnswer(operation, 'the list that it should hold is absent')
    guard.read(found.transactions.length)
    yield {
      kind: 'page',
      ...readPage(session, account, found.transactions),
      ...(from === undefined ? {} : { from }),
      ...(restarted ? { restarted: true } : {}),
      state: writeState(session.state),
    }
    restarted = false
    const next: string | undefined = found.continuation_key
    // The last page of some banks leads to itself.
    if (next === undefined || next === key) return
    key = next
  }
}

/** Each entry is read alone: a broken one costs itself, not the page. */
function readPage(session: Session, { currency }: AccountHandle, entries: readonly unknown[]) {
  const zone = zoneOf(session)
  const transactions: BankTransaction[] = []
  const skipped: string[] = []
  for (const one of entries) {
    const read = readEntry(one, zone)
    if (typeof read === 'string') skipped.push(read)
    else transactions.push(read)
  }
  return { ...entriesInCurrencyOf(transactions, currency), skipped }
}
