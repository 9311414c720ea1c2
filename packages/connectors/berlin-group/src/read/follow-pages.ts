import type { AccountHandle, Failed, TransactionsAnswer } from '@raccord/connector-kit'
import { type Answered, call } from '../call/call.ts'
import { notReadable } from '../call/failure.ts'
import { resolveHref } from '../call/links.ts'
import { failWith, type Session } from '../call/session.ts'
import { writeState } from '../state.ts'
import { consentFor } from './account-list.ts'
import { readReport } from './read-report.ts'

/** A bank may send a few pages without entries in a row; more than this and it will never send one. */
const maxEmptyPages = 20

/** Follows `next` as the bank writes it, query and all. Ends after the first failure. */
export async function* followPages(
  session: Session,
  account: AccountHandle,
  start: string,
): AsyncGenerator<TransactionsAnswer> {
  const { options, wire } = session
  const seen = new Set<string>()
  let empty = 0
  let url = start
  for (;;) {
    seen.add(url)
    const answer = await ask(session, account, url)
    if (answer.kind === 'failed') return yield failWith(session, answer)
    const page = readReport(session, account, answer)
    if (typeof page === 'string') return yield failWith(session, notReadable('transactions.read', page))
    yield { kind: 'page', transactions: page.transactions, skipped: page.skipped, state: writeState(session.state) }

    const found = page.transactions.length + page.skipped.length
    // The report as a file goes on where the report itself has nothing.
    const onward = page.next ?? (found === 0 ? page.download : undefined)
    const next = onward === undefined ? undefined : resolveHref(onward, options.baseUrl, url, wire.root)
    // The last page of some banks links to itself.
    if (onward === undefined || next === url) return
    empty = found === 0 ? empty + 1 : 0
    const problem = problemOf(next, { seen, empty, maxPages: options.maxPages })
    if (next === undefined || problem !== undefined) {
      return yield failWith(session, notReadable('transactions.read', problem ?? 'next is not a URL'))
    }
    url = next
  }
}

/** In the first of the formats that the bank has (406: not this one). */
async function ask(session: Session, account: AccountHandle, url: string): Promise<Answered | Failed> {
  let last: Answered | Failed = notReadable('transactions.read', 'no format to ask for')
  for (const accept of session.options.transactionsAccept) {
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

function problemOf(
  next: string | undefined,
  so: { readonly seen: ReadonlySet<string>; readonly empty: number; readonly maxPages: number },
): string | undefined {
  if (next === undefined) return 'next is not a URL'
  if (so.seen.has(next)) return 'pages go in circles'
  if (so.seen.size >= so.maxPages) return `more than ${so.maxPages} pages`
  return so.empty >= maxEmptyPages ? 'pages without entries go on and on' : undefined
}
