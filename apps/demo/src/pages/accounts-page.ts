import type { Connection } from '@raccord/sdk'
import { together } from '../balance-history.ts'
import { money } from '../format.ts'
import { type Html, html } from '../html.ts'
import { lineChart } from '../line-chart.ts'
import { accountTable, type ShownAccount } from './account-table.ts'
import { type Frame, layout } from './layout.ts'

/** How far the buttons move the clock. */
export const spans = { P1D: 'A day', P7D: 'A week', P30D: '30 days' } as const

/** Accounts by connection, as `GET /connections` and `GET /accounts` answer, and what they hold in all. */
export function accountsPage(
  frame: Frame,
  connections: readonly Connection[],
  shown: readonly ShownAccount[],
  clock: boolean,
): string {
  const tables = connections.map((connection) =>
    accountTable(
      frame.base,
      html`${connection.name} <small>${connection.status}</small>`,
      shown.filter(({ account }) => account.connection_id === connection.id),
    ),
  )
  const none = html`<p>No bank is connected yet.</p><p><a class="button" href="${frame.base}">Connect one</a></p>`
  const levers = html`<h2>Let time pass</h2>
    <p>The sandbox’s clock: refreshes, quotas, permissions and the test bank follow. It never goes back.</p>
    <form method="post" action="${frame.base}/clock" class="row">
      ${Object.entries(spans).map(([span, words]) => html`<button name="advance" value="${span}" class="quiet">${words}</button> `)}
    </form>`
  return layout(
    frame,
    'Accounts',
    html`${totals(shown)}${tables.length > 0 ? tables : none}${clock ? levers : undefined}`,
  )
}

/** One figure and one line a currency. */
function totals(shown: readonly ShownAccount[]): Html[] {
  const byCurrency = Map.groupBy(
    shown.filter(({ account }) => account.balance !== undefined),
    ({ account }) => account.currency,
  )
  return [...byCurrency].map(([currency, some]) => {
    const sum = some.reduce((all, { account }) => all + (account.balance ?? 0), 0)
    const history = together(some.flatMap((one) => (one.history ? [one.history] : [])))
    const first = history[0] ?? sum
    const change = Math.round((sum - first) * 100) / 100
    const words = `${change < 0 ? 'Down' : 'Up'} ${money(Math.abs(change), currency)} in ${history.length} days, from ${money(first, currency)}.`
    return html`<section class="total"><h2>Together, ${currency}</h2><p class="figure">${money(sum, currency)}</p>
      ${history.length > 1 ? html`${lineChart(history, `Balance of the last ${history.length} days. ${words}`)}<p>${words}</p>` : undefined}</section>`
  })
}
