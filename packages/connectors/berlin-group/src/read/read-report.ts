import type { AccountHandle } from '@raccord/connector-kit'
import { readPackedStatement, readStatementByTurns } from '@raccord/connector-statements'
import { own } from '@raccord/contract'
import type { Answered } from '../call/call.ts'
import type { Session } from '../call/session.ts'
import { type Page, readPage } from './page.ts'

const emptyPage: Page = { transactions: [], skipped: [], next: undefined }

/**
 * A transactions answer of any format. What it is shows in the text itself: `Content-Type` is wrong too often. A text for a
 * failure when it is nothing we know. A statement is read by turns with what else the process has to do.
 */
export async function readReport(session: Session, account: AccountHandle, answer: Answered): Promise<Page | string> {
  const { links } = session.wire
  // 204, or 200 with nothing in it: no entries.
  if (answer.text.trim() === '' && !answer.packed) return emptyPage
  if (answer.value === undefined) {
    const statement = answer.packed
      ? await readPackedStatement(answer.packed, account)
      : await readStatementByTurns(answer.text, account)
    if (statement.kind === 'unreadable') return statement.why
    const { transactions, skipped } = statement
    // A file has no place for links: they are in the header, if anywhere.
    return { transactions, skipped, next: answer.links[links.next] }
  }
  const { debitsPositive } = session.options
  const inverted = debitsPositive || own(session.state.accounts ?? {}, account.bankId)?.inverted === true
  const page = readPage(answer.value, account.resource, inverted, links)
  if (!page) return 'not a report'
  return { ...page, next: page.next ?? answer.links[links.next] }
}
