import type { AccountHandle, TransactionsAnswer } from '@raccord/connector-kit'
import { call } from '../call/call.ts'
import { notReadable } from '../call/failure.ts'
import { resolveHref } from '../call/links.ts'
import { failWith, type Session } from '../call/session.ts'
import { writeState } from '../state.ts'
import { type Page, readPage } from './page.ts'

/** A bank may send a few pages without entries in a row; more than this and it will never send one. */
const maxEmptyPages = 20

const emptyPage: Page = { transactions: [], skipped: [], next: undefined }

/** Follows `next` as the bank writes it, query and all. Ends after the first failure. */
export async function* followPages(
  session: Session,
  account: AccountHandle,
  start: string,
): AsyncGenerator<TransactionsAnswer> {
  const { options, wire } = session
  const inverted = session.state.accounts?.[account.bankId]?.inverted === true
  const seen = new Set<string>()
  let empty = 0
  let url = start
  for (;;) {
    seen.add(url)
    const answer = await call(session, {
      operation: 'transactions.read',
      method: 'GET',
      url,
      consent: true,
      accept: options.transactionsAccept,
    })
    if (answer.kind === 'failed') return yield failWith(session, answer)
    // 204, or 200 with nothing in it: no entries.
    const page =
      answer.value === undefined ? emptyPage : readPage(answer.value, account.resource, inverted, wire.links.next)
    if (!page) return yield failWith(session, notReadable('transactions.read', 'not a report'))
    yield { kind: 'page', transactions: page.transactions, skipped: page.skipped, state: writeState(session.state) }

    const next = page.next === undefined ? undefined : resolveHref(page.next, options.baseUrl, url, wire.root)
    // The last page of some banks links to itself.
    if (page.next === undefined || next === url) return
    empty = page.transactions.length + page.skipped.length === 0 ? empty + 1 : 0
    const problem = problemOf(next, { seen, empty, maxPages: options.maxPages })
    if (next === undefined || problem !== undefined) {
      return yield failWith(session, notReadable('transactions.read', problem ?? 'next is not a URL'))
    }
    url = next
  }
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
