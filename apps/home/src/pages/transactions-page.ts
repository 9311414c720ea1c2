import type { AccountOut, TransactionOut } from '@raccord/contract/wire'
import type { Visit } from '../home.ts'
import { type Html, html } from '../html.ts'
import { minorOf } from '../messages/format.ts'
import { filterNames, type TransactionFilter } from '../transaction-filter.ts'
import { entryRows } from './entry-rows.ts'
import { field, layout } from './layout.ts'
import { masked } from './overview-page.ts'

export interface TransactionsView {
  readonly filter: TransactionFilter
  readonly accounts: readonly AccountOut[]
  readonly categories: readonly { readonly id: string; readonly name: string }[]
  /** All that fit, the newest first. */
  readonly found: readonly TransactionOut[]
  readonly page: number
}

const pageSize = 50

export function transactionsPage(visit: Visit, view: TransactionsView): string {
  const { t, formats } = visit
  const { filter, found, accounts } = view
  const pages = Math.max(1, Math.ceil(found.length / pageSize))
  const page = Math.min(view.page, pages)
  const names = new Map(accounts.map(({ id, name }) => [id, name]))
  const narrowed = filterNames.some((name) => filter[name] !== '')
  const sums = new Map<string, number>()
  for (const { amount, currency } of found) sums.set(currency, (sums.get(currency) ?? 0) + minorOf(amount, currency))
  const together = [...sums].map(([currency, sum]) => formats.minor(sum, currency)).join(', ')
  return layout(
    visit,
    { title: t('transactions.title'), tab: 'transactions' },
    html`${filterForm(visit, view)}
<p class="muted" role="status">${
      found.length === 0
        ? t('transactions.none')
        : html`${t('transactions.count', found.length)}${narrowed && html` · ${t('transactions.sum', together)}`}`
    }</p>
${entryRows(visit, found.slice((page - 1) * pageSize, page * pageSize), (id) => names.get(id))}
${
  pages > 1 &&
  html`<nav class="pages" aria-label="${t('transactions.pages')}">${
    page > 1 && html`<a href="${linkTo(filter, page - 1)}" rel="prev">${t('transactions.newer')}</a>`
  } <span>${page} / ${pages}</span> ${
    page < pages && html`<a href="${linkTo(filter, page + 1)}" rel="next">${t('transactions.older')}</a>`
  }</nav>`
}`,
  )
}

function linkTo(filter: TransactionFilter, page: number): string {
  const query = new URLSearchParams()
  for (const name of filterNames) if (filter[name] !== '') query.set(name, filter[name])
  if (page > 1) query.set('page', String(page))
  return `/home/transactions?${query}`
}

function filterForm({ t }: Visit, { filter, accounts, categories }: TransactionsView): Html {
  const more = [filter.from, filter.until, filter.least, filter.most, filter.category].some((text) => text !== '')
  const plain = { required: false }
  const number = html` inputmode="decimal"`
  return html`<form method="get" action="/home/transactions" class="filters" role="search">
<div class="two">${field({ ...plain, name: 'q', type: 'search', label: t('transactions.search'), value: filter.q, help: t('transactions.searchHelp') })}
${choice(
  'account',
  t('transactions.account'),
  t('transactions.all'),
  filter.account,
  accounts.map((account) => ({ id: account.id, name: `${account.name} ${masked(account)}` })),
)}</div>
<details${more && html` open`}><summary>${t('transactions.filters')}</summary><div class="two">
${field({ ...plain, name: 'from', type: 'date', label: t('transactions.from'), value: filter.from })}
${field({ ...plain, name: 'until', type: 'date', label: t('transactions.until'), value: filter.until })}
${field({ ...plain, name: 'least', label: t('transactions.least'), value: filter.least, attributes: number })}
${field({ ...plain, name: 'most', label: t('transactions.most'), value: filter.most, attributes: number })}
${choice('category', t('transactions.category'), t('transactions.all'), filter.category, categories)}
</div></details>
<div class="row"><button class="primary">${t('transactions.submit')}</button><a href="/home/transactions">${t('transactions.reset')}</a></div></form>`
}

function choice(
  name: string,
  label: string,
  all: string,
  chosen: string,
  options: readonly { readonly id: string; readonly name: string }[],
): Html {
  return html`<div class="field"><label for="${name}">${label}</label><select id="${name}" name="${name}"><option value="">${all}</option>${options.map(
    (option) => html`<option value="${option.id}"${option.id === chosen && html` selected`}>${option.name}</option>`,
  )}</select></div>`
}
