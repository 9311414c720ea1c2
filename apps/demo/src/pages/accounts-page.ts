import { money } from '../format.ts'
import { html } from '../html.ts'
import type { Account, Connection } from '../raccord-client.ts'
import { type Frame, layout } from './layout.ts'

/** Accounts by connection, as `GET /connections` and `GET /accounts` answer. */
export function accountsPage(frame: Frame, connections: readonly Connection[], accounts: readonly Account[]): string {
  const tables = connections.map((connection) => {
    const rows = accounts
      .filter((account) => account.connection_id === connection.id)
      .map(
        (account) => html`<tr>
          <td><a href="${frame.base}/accounts/${account.id}">${account.name}</a>
            <small>${account.type} · ${account.iban ?? account.account_number}</small></td>
          <td class="amount">${account.balance === undefined ? '–' : money(account.balance, account.currency)}</td>
        </tr>`,
      )
    return html`<table>
      <caption>${connection.name} <small>${connection.status}</small></caption>
      <thead><tr><th scope="col">Account</th><th scope="col" class="amount">Balance</th></tr></thead>
      <tbody>${rows}</tbody>
    </table>`
  })
  const none = html`<p>No bank is connected yet. <a href="${frame.base}">Connect one.</a></p>`
  return layout(frame, 'Accounts', html`${tables.length > 0 ? tables : none}`)
}
