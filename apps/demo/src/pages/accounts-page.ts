import type { Account, Connection } from '@raccord/sdk'
import { money } from '../format.ts'
import { html } from '../html.ts'
import { type Frame, layout } from './layout.ts'

/** How far the buttons move the clock. */
export const spans = { P1D: 'A day', P7D: 'A week', P30D: '30 days' } as const

/** Accounts by connection, as `GET /connections` and `GET /accounts` answer. */
export function accountsPage(
  frame: Frame,
  connections: readonly Connection[],
  accounts: readonly Account[],
  clock: boolean,
): string {
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
  const levers = html`<h2>Let time pass</h2>
    <p>The sandbox’s clock: refreshes, quotas, permissions and the test bank follow. It never goes back.</p>
    <form method="post" action="${frame.base}/clock">
      ${Object.entries(spans).map(([span, words]) => html`<button name="advance" value="${span}">${words}</button> `)}
    </form>`
  return layout(frame, 'Accounts', html`${tables.length > 0 ? tables : none}${clock ? levers : ''}`)
}
