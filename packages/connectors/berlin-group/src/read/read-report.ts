import { type AccountHandle, entriesInCurrencyOf, type Failed } from '@raccord/connector-kit'
import { readPackedStatement, readStatementByTurns } from '@raccord/connector-statements'
import { own } from '@raccord/contract'
import type { Answered } from '../call/call.ts'
import { carriedFailure } from '../call/carried-failure.ts'
import { type Session, zoneOf } from '../call/session.ts'
import { type Page, readPage } from './page.ts'

const emptyPage: Page = { transactions: [], skipped: [], next: undefined }

/**
 * A transactions answer of any format. What it is shows in the text itself: `Content-Type` is wrong too often. A text for a
 * failure when it is nothing we know. A statement is read by turns with what else the process has to do.
 */
export async function readReport(
  session: Session,
  account: AccountHandle,
  answer: Answered,
): Promise<Page | Failed | string> {
  const { links } = session.wire
  // 204: no entries. A 200 with nothing in it is no answer.
  if (answer.status === 204) return emptyPage
  if (answer.text.trim() === '' && !answer.packed)
    return session.options.absentListIsEmpty ? emptyPage : 'an empty answer'
  if (answer.value === undefined) {
    const context = { ...account, zone: session.options.timeZone }
    const statement = answer.packed
      ? await readPackedStatement(answer.packed, context)
      : await readStatementByTurns(answer.text, context)
    if (statement.kind === 'unreadable') return statement.why
    const { transactions, skipped } = statement
    // A file has no place for links: they are in the header, if anywhere.
    return { transactions, skipped, next: answer.links[links.next] }
  }
  const { debitsPositive } = session.options
  const inverted = debitsPositive || own(session.state.accounts ?? {}, account.bankId)?.inverted === true
  const setting = {
    zone: zoneOf(session),
    byParty: session.options.directionByParty ? account.iban : undefined,
    stableReference: session.options.stableEntryReference,
  }
  const { absentListIsEmpty } = session.options
  const page = readPage(answer.value, account.resource, inverted, links, setting, absentListIsEmpty)
  const carried = carriedFailure(session, 'transactions.read', answer, page && [...page.transactions, ...page.skipped])
  if (carried) return carried
  if (!page) return 'not a report'
  const several = own(session.state.accounts ?? {}, account.bankId)?.severalCurrencies === true
  const { transactions, skipped } = entriesInCurrencyOf(page.transactions, account.currency, several)
  const next = page.next ?? answer.links[links.next]
  return { ...page, transactions, skipped: [...page.skipped, ...skipped], next }
}
