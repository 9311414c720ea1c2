import type { Provider } from '@raccord/catalogue'
import { moneyToText } from '@raccord/connector-kit'
import type { EntryView } from '../../../store/repositories/entry-query.ts'
import type { AccountView, ConnectionView } from '../../../store/repositories/read-model.ts'
import { plainLine } from '../plain-line.ts'

const longest = 500

/** Every text has to be there, also an empty one: readers with strict types end else. */
export function presentLunchflowAccount(account: AccountView, bank?: Provider, connection?: ConnectionView) {
  const balance = account.balance_minor ?? 0
  return {
    // A number: readers keep it as one.
    id: account.id,
    name: plainLine(account.name, 100) || account.number || `Account ${account.id}`,
    institution_name: plainLine(bank?.name ?? connection?.name ?? '', 100),
    institution_logo: '',
    provider: 'raccord',
    currency: account.currency,
    status: account.status === 'ACTIVE' ? 'ACTIVE' : 'ERROR',
    // A debt is negative, however the bank tells it.
    balance: figure(account.type === 'LOAN' ? -Math.abs(balance) : balance, account.currency, null),
  }
}

/** Negative is money out. Its id is our row's: the same after booking, and over renewals. */
export function presentLunchflowEntry(entry: EntryView) {
  const label = plainLine(entry.label, longest)
  const lines = entry.remittance.map((line) => plainLine(line, longest)).filter((line) => line !== '')
  return {
    id: `tx_${entry.id}`,
    accountId: entry.account_id,
    amount: figure(entry.amount_minor, entry.currency, entry.exact),
    currency: entry.currency,
    date: entry.day,
    // Becomes the other account, by its name.
    merchant: plainLine(entry.counterparty_name ?? '', longest) || label,
    description: plainLine(lines.join(' '), longest) || label,
    isPending: entry.status === 'PENDING',
  }
}

/** A JSON number, unless its shortest form would have an exponent. */
function figure(minor: number, currency: string, exact: string | null): number | string {
  const text = exact ?? moneyToText(minor, currency)
  return String(Number(text)).includes('e') ? text : Number(text)
}
