import {
  type AccountHandle,
  type Day,
  daysBack,
  type Failed,
  type TransactionsAnswer,
  unreadableAnswer,
  type Window,
} from '@raccord/connector-kit'
import { has } from '../bank/failure.ts'
import { failWith, type Session } from '../dialog/session.ts'
import { writeState } from '../state.ts'
import type { Code } from '../wire/codes.ts'
import { bankIdOf } from './account-form.ts'
import { cardEntriesOf } from './card-entries.ts'
import { openDialog } from './open-dialog.ts'
import { giveOrder } from './order.ts'
import { type StatementOrder, statementOrders } from './statement-orders.ts'
import { Mt940Pieces, readCamt, type StatementPage } from './statements.ts'

/** Where the bank does not say how far back statements reach. */
const usualDays = 90
/** Of all pages of a statement that has to be put together first. */
const mostBytes = 20_000_000

/** Entries of an account, page by page. */
export async function* readTransactions(
  session: Session,
  handle: AccountHandle,
  window: Window,
): AsyncGenerator<TransactionsAnswer> {
  // The list of accounts is in the state of whoever has read it; of a sign-in just made it is, too.
  const account = session.state.user?.accounts.find((one) => bankIdOf(one) === handle.bankId)
  if (!account) {
    yield failWith(session, unreadableAnswer('statements', 'the bank lists no such account'))
    return
  }
  const failed = await openDialog(session)
  if (failed) {
    yield failWith(session, failed)
    return
  }
  const ways = statementOrders(session, account)
  const page = (read: StatementPage, from?: Day): TransactionsAnswer => ({
    kind: 'page',
    ...read,
    ...(from === undefined ? {} : { from }),
    state: writeState(session.state),
  })
  if (ways.length === 0) {
    // By the account's own list of orders: not that there are none.
    session.bank.log('bank_statements_not_offered', {})
    yield page({ transactions: [], skipped: [] })
    return
  }
  for (const [at, way] of ways.entries()) {
    const period = periodOf(session, way, window)
    if (!period) {
      yield page({ transactions: [], skipped: [] })
      return
    }
    const outcome = yield* readPages(session, way, handle, period, page)
    if (outcome === 'read') return
    const another = outcome.first && !session.state.stop && at + 1 < ways.length
    if (another && outcome.failed.reason === 'bank_answer_invalid') continue
    yield failWith(session, outcome.failed)
    return
  }
}

/** `first`: nothing of it had been read, and the bank itself refused. */
type Ended = 'read' | { readonly failed: Failed; readonly first: boolean }

async function* readPages(
  session: Session,
  way: StatementOrder,
  handle: AccountHandle,
  period: { readonly from: string; readonly to: string },
  page: (read: StatementPage, from: Day) => TransactionsAnswer,
): AsyncGenerator<TransactionsAnswer, Ended> {
  const seen = new Set<string>()
  const pieces = new Mt940Pieces()
  const broken = (why: string): Ended => ({ failed: unreadableAnswer('statements', why), first: false })
  for (let touchdown: string | undefined; ; ) {
    const answer = await giveOrder(session, 'statements', way.order(period, touchdown))
    if (answer.kind !== 'answered') {
      return { failed: answer, first: seen.size === 0 && answer.codes !== undefined }
    }
    const { segments, codes } = answer.message
    const wanted = { camt: 'HICAZ', mt940: 'HIKAZ', card: 'DIKKU' }[way.kind]
    // Neither entries nor a word that there are none: nobody knows what this is.
    if (!segments.some(({ id }) => id === wanted) && !has(codes, 3010)) return broken('neither entries nor none')
    if (way.kind === 'mt940') {
      pieces.add(segments)
      if (pieces.length > mostBytes) return broken('statements without end')
    } else {
      const read = way.kind === 'camt' ? await readCamt(segments, handle) : cardEntriesOf(segments)
      if (typeof read === 'string') return broken(read)
      yield page(read, period.from)
    }
    touchdown = touchdownOf(codes)
    if (touchdown === undefined) break
    if (seen.has(touchdown)) return broken('pages go in circles')
    if (seen.size >= session.options.maxPages) return broken('pages without end')
    seen.add(touchdown)
  }
  if (way.kind === 'mt940') {
    const read = await pieces.read(handle)
    if (typeof read === 'string') return broken(read)
    yield page(read, period.from)
  }
  return 'read'
}

/** Where the next page begins. Without a parameter 3040 is a remark: too many announced entries. */
function touchdownOf(codes: readonly Code[]): string | undefined {
  return codes.find(({ code, parameters }) => code === 3040 && parameters.length > 0)?.parameters[0]
}

/** Never further back than the bank gives, and no further than it gives without asking for a TAN: nobody may be there. */
function periodOf(
  { bank, options, state }: Session,
  way: StatementOrder,
  { from, to }: Window,
): { readonly from: string; readonly to: string } | undefined {
  const id = { camt: 'HKCAZ', mt940: 'HKKAZ', card: 'DKKKU' }[way.kind]
  const asks = state.bank?.orders[id] === true
  const days = Math.min(way.days ?? usualDays, options.maxHistoryDays, asks ? options.shortHistoryDays : 36_500)
  const earliest = daysBack(bank.now(), days, 'Europe/Berlin')
  const period = {
    from: from !== undefined && from > earliest ? from : earliest,
    to: to ?? daysBack(bank.now(), 0, 'Europe/Berlin'),
  }
  return period.from > period.to ? undefined : period
}
