import type { Account } from '@raccord/sdk'
import { money } from '../format.ts'
import { type Html, html } from '../html.ts'
import { lineChart } from '../line-chart.ts'

/** An account, and what it held day by day where that was read. */
export interface ShownAccount {
  readonly account: Account
  readonly history?: readonly number[]
}

/** In groups of four, so that it can be read and broken. */
const grouped = (iban: string): string => iban.replaceAll(/(.{4})(?=.)/g, '$1 ')

/** A bank's accounts, each with its line. */
export function accountTable(base: string, caption: Html, shown: readonly ShownAccount[]): Html {
  const rows = shown.map(({ account, history }) => {
    const { id, name, type, iban, account_number, balance, currency } = account
    const line = history && lineChart(history, `${name}: balance of the last ${history.length} days`, [120, 32])
    return html`<tr>
      <td><a href="${base}/accounts/${id}" target="_top">${name}</a>
        <small>${type} · ${iban === undefined ? account_number : grouped(iban)}</small></td>
      <td class="spark">${line}</td>
      <td class="amount">${balance === undefined ? '–' : money(balance, currency)}</td>
    </tr>`
  })
  return html`<table>
    <caption>${caption}</caption>
    <thead><tr><th scope="col">Account</th><th scope="col" class="spark">90 days</th><th scope="col" class="amount">Balance</th></tr></thead>
    <tbody>${rows}</tbody>
  </table>`
}
