import type { AccountOut, TransactionOut } from '@raccord/contract/wire'
import { balanceChart } from '../chart/balance-chart.ts'
import type { History } from '../chart/history.ts'
import type { Visit } from '../home.ts'
import { html } from '../html.ts'
import { dayOf } from '../messages/format.ts'
import { entryRows } from './entry-rows.ts'
import { buttonForm, layout, notice } from './layout.ts'
import { spanLinks } from './overview-page.ts'

export interface AccountView {
  readonly account: AccountOut
  readonly bank: string
  readonly history: History
  readonly months: number
  /** The newest. */
  readonly entries: readonly TransactionOut[]
  /** Whose it is: of another member it can only be looked at. */
  readonly own: boolean
  readonly shared: boolean
}

export function accountPage(visit: Visit, view: AccountView): string {
  const { t, formats } = visit
  const { account, history, months, entries, own, shared } = view
  const path = `/home/accounts/${account.id}`
  const chart = balanceChart(visit, history)
  const gap = account.reconciliation?.gap ?? 0
  return layout(
    visit,
    { title: account.name, tab: 'accounts' },
    html`<section class="total"><h2>${view.bank} · ${t(`type.${account.type}`)}</h2>
<p class="figure">${account.balance === undefined ? '–' : formats.amount(account.balance, account.currency)}</p>
${account.balance_date !== undefined && html`<p class="muted">${t('accounts.asOf', formats.day(dayOf(account.balance_date)))}</p>`}
<p class="muted">${account.iban === undefined ? html`${t('account.number')} ${account.account_number}` : html`${t('account.iban')} ${groups(account.iban)}`}</p></section>
${gap !== 0 && notice(t('account.gap', formats.amount(gap, account.currency)), 'warn')}
${chart && spanLinks(visit, months, path)}${chart}
${
  own &&
  html`<div class="row">${shared && html`<p>${t('account.shared')}</p>`}${buttonForm(
    `${path}/${shared ? 'unshare' : 'share'}`,
    shared ? t('account.unshare') : t('account.share'),
  )}</div>`
}
${entryRows(visit, entries)}
${own && html`<p><a href="/home/transactions?account=${account.id}">${t('account.allEntries')}</a></p>`}`,
  )
}

const groups = (iban: string): string => iban.replace(/(.{4})(?=.)/g, '$1\u00a0')
