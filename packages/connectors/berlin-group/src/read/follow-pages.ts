import {
  type AccountHandle,
  type Failed,
  pageGuard,
  type TransactionsAnswer,
  unreadableAnswer,
} from '@raccord/connector-kit'
import { type Answered, call } from '../call/call.ts'
import { resolveHref } from '../call/links.ts'
import { failWith, type Session } from '../call/session.ts'
import { writeState } from '../state.ts'
import { consentFor } from './account-list.ts'
import { readReport } from './read-report.ts'

const anyFile = 'application/xml, text/plain;q=0.9, application/zip;q=0.9, application/json;q=0.8, */*;q=0.5'

/** Follows `next` as the bank writes it, query and all. Ends after the first failure. */
export async function* followPages(
  session: Session,
  account: AccountHandle,
  start: string,
): AsyncGenerator<TransactionsAnswer> {
  const { options } = session
  const guard = pageGuard(options.maxPages)
  let url = start
  let formats = options.transactionsAccept
  guard.problem(url)
  for (;;) {
    const answer = await ask(session, account, url, formats)
    if (answer.kind === 'failed') return yield failWith(session, answer)
    const page = await readReport(session, account, answer)
    if (typeof page === 'string') return yield failWith(session, unreadableAnswer('transactions.read', page))
    if ('kind' in page) return yield failWith(session, page)
    const found = page.transactions.length + page.skipped.length
    // The report as a file goes on where the report itself has nothing.
    const onward = page.next ?? (found === 0 ? page.download : undefined)
    const next = onward === undefined ? undefined : resolveHref(onward, url, session)
    // The last page of some banks links to itself.
    const last = onward === undefined || next === url
    const { transactions, skipped } = page
    yield { kind: 'page', transactions, skipped, state: writeState(session.state), ...(last ? { last } : {}) }

    if (last) return
    guard.read(found)
    const problem = next === undefined ? undefined : guard.problem(next)
    if (next === undefined || problem !== undefined) {
      return yield failWith(session, unreadableAnswer('transactions.read', problem ?? 'next is not a URL'))
    }
    url = next
    // A report that is offered as a file is what it is: the format that was asked for does not concern it.
    if (page.next === undefined) formats = [anyFile]
  }
}

/** In the first of the formats that the bank has (406: not this one). */
async function ask(
  session: Session,
  account: AccountHandle,
  url: string,
  formats: readonly string[],
): Promise<Answered | Failed> {
  let last: Answered | Failed = unreadableAnswer('transactions.read', 'no format to ask for')
  for (const accept of formats) {
    last = await call(session, {
      operation: 'transactions.read',
      method: 'GET',
      url,
      consent: consentFor(account.resource),
      accept,
      anyFormat: true,
    })
    const otherFormat =
      last.kind === 'failed' && (/ HTTP 406\b/.test(last.detail) || last.bankCode === 'REQUESTED_FORMATS_INVALID')
    if (!otherFormat) return last
  }
  return last
}
