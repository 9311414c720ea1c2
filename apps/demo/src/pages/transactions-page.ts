import type { Transaction } from '@raccord/sdk'
import { day, money } from '../format.ts'
import { html } from '../html.ts'
import { type Frame, layout } from './layout.ts'

export interface TransactionsView {
  readonly accountId: string
  readonly page: number
  /** True when the page is full, so that there may be another. */
  readonly more: boolean
  readonly transactions: readonly Transaction[]
}

/** One page of an account's transactions. */
export function transactionsPage(frame: Frame, { accountId, page, more, transactions }: TransactionsView): string {
  const address = `${frame.base}/accounts/${accountId}`
  const rows = transactions.map(
    ({ date, label, type, status, amount, currency }) => html`<tr>
      <td class="date">${day(date)}</td>
      <td>${label} <small>${type}${status === 'BOOKED' ? '' : ` · ${status}`}</small></td>
      <td class="amount">${money(amount, currency)}</td>
    </tr>`,
  )
  const earlier = page > 1 ? html`<a href="${address}?page=${page - 1}">Previous page</a>` : undefined
  const later = more ? html`<a href="${address}?page=${page + 1}">Next page</a>` : undefined
  return layout(
    frame,
    'Transactions',
    html`<table>
      <thead><tr><th scope="col">Date</th><th scope="col">Label</th><th scope="col" class="amount">Amount</th></tr></thead>
      <tbody>${rows}</tbody>
    </table>
    ${rows.length === 0 ? html`<p>Nothing on this page.</p>` : undefined}
    <p class="row">${earlier} ${later} <a href="${frame.base}/accounts">All accounts</a></p>`,
  )
}
