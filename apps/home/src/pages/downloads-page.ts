import type { AccountOut } from '@raccord/contract/wire'
import type { Visit } from '../home.ts'
import { html } from '../html.ts'
import { field, layout } from './layout.ts'
import { masked } from './overview-page.ts'

/** Endings of files, the usual ones first. */
export const downloadFormats = ['csv', 'ofx', 'xml', 'json', 'hledger', 'beancount', 'qif'] as const

export function downloadsPage(visit: Visit, accounts: readonly AccountOut[]): string {
  const { t } = visit
  const form = html`<form method="post" action="/home/downloads" class="stack">
<div class="field"><label for="format">${t('downloads.format')}</label><select id="format" name="format">${downloadFormats.map(
    (format) => html`<option value="${format}">${t(`format.${format}`)}</option>`,
  )}</select></div>
<div class="field"><label for="account">${t('transactions.account')}</label><select id="account" name="account"><option value="">${t('transactions.all')}</option>${accounts.map(
    (account) => html`<option value="${account.id}">${account.name} ${masked(account)}</option>`,
  )}</select></div>
<div class="two">${field({ name: 'from', type: 'date', label: t('transactions.from'), required: false })}
${field({ name: 'until', type: 'date', label: t('transactions.until'), required: false })}</div>
<button class="primary">${t('downloads.submit')}</button></form>`
  return layout(
    visit,
    { title: t('downloads.title'), tab: 'downloads' },
    html`<p>${t('downloads.text')}</p>${accounts.length === 0 ? html`<p class="muted">${t('downloads.none')}</p>` : form}`,
  )
}
