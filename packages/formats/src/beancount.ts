import { otherAccount, ownAccount } from './ledger-account.ts'
import { notesOf, payeeOf } from './notes.ts'
import { oneLine } from './one-line.ts'
import type { StatementAccount, StatementEntry } from './statement.ts'
import type { Writer } from './writer.ts'

/** Before any entry. Directives may stand in any order: an account is opened where it is first met. */
const OPENED = '1970-01-01'

/** Beancount text. The balance that the bank told is a comment: an assertion would fail where history begins later than the account. */
export function beancountWriter(): Writer<StatementAccount, StatementEntry> {
  const opened = new Set<string>()
  const open = (account: string): string => {
    if (opened.has(account)) return ''
    opened.add(account)
    return `${OPENED} open ${account}\n`
  }
  return {
    head: () => '',
    // Without its currency: an entry in another one would be refused.
    open: (account) => `; ${oneLine(account.bank)}, ${oneLine(account.name)}\n${open(ownAccount(account))}\n`,
    entry(entry, account) {
      const other = otherAccount(entry)
      const notes = notesOf(entry)
      const values = [
        ['id', entry.id],
        ['value-date', entry.valueDate],
        ['counterparty-iban', entry.payeeIban],
        ['reference', entry.endToEndId],
        ['check-number', entry.checkNumber],
      ].flatMap(([name, value]) => (value ? [`  ${name}: ${quoted(value)}\n`] : []))
      return `${open(other)}${entry.date} * ${quoted(payeeOf(entry))} ${quoted(notes)}\n${values.join('')}  ${ownAccount(account)}  ${entry.exact ?? entry.amount} ${entry.currency}\n  ${other}\n\n`
    },
    close: ({ balance, currency }) =>
      balance ? `; Told by the bank at ${oneLine(balance.at)}: ${balance.amount} ${currency}\n\n` : '',
    foot: () => '',
  }
}

function quoted(text: string): string {
  return `"${oneLine(text).replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
}
