import { otherAccount, ownAccount } from './ledger-account.ts'
import { notesOf, payeeOf } from './notes.ts'
import { oneLine } from './one-line.ts'
import type { StatementAccount, StatementEntry } from './statement.ts'
import type { Writer } from './writer.ts'

/** hledger journal. Our id stands as the code, where nothing of the bank's words can be taken for one. */
export function hledgerWriter(): Writer<StatementAccount, StatementEntry> {
  return {
    // Three digits behind a point are thousands to nobody who reads this line.
    head: () => 'decimal-mark .\n\n',
    open: (account) =>
      `; ${oneLine(account.bank)}, ${oneLine(account.name)}\naccount ${ownAccount(account).toLowerCase()}\n\n`,
    entry(entry, account) {
      const notes = described(notesOf(entry))
      const tags = [
        ['value-date', entry.valueDate],
        ['counterparty-iban', entry.payeeIban],
        ['reference', entry.endToEndId],
        ['check-number', entry.checkNumber],
      ].flatMap(([name, value]) => (value ? [`    ; ${name}:${oneLine(value).replaceAll(',', ' ')}\n`] : []))
      return `${entry.date} * (${entry.id}) ${described(payeeOf(entry))}${notes === '' ? '' : ` | ${notes}`}\n${tags.join('')}    ${ownAccount(account).toLowerCase()}  ${entry.exact ?? entry.amount} ${commodity(entry.currency)}\n    ${otherAccount(entry).toLowerCase()}\n\n`
    },
    close: ({ balance, currency }) =>
      balance ? `; told by the bank at ${oneLine(balance.at)}: ${balance.amount} ${currency}\n\n` : '',
    foot: () => '',
  }
}

/** A semicolon begins a comment, and a bar the note. */
function described(text: string): string {
  return text.replaceAll(';', ',').replaceAll('|', '/')
}

const commodity = (currency: string): string => (/^[A-Za-z]+$/.test(currency) ? currency : `"${currency}"`)
