import type { AccountOut, ConnectionOut } from '@raccord/contract/wire'
import { base } from '../base.ts'
import { balanceChart } from '../chart/balance-chart.ts'
import { type History, together } from '../chart/history.ts'
import type { MemberVisit, Visit } from '../home.ts'
import { type Html, html } from '../html.ts'
import { dayOf, minorOf } from '../messages/format.ts'
import type { Passkey } from '../store/passkey-store.ts'
import { connectionNotices } from './connection-notices.ts'
import { buttonForm, layout, notice } from './layout.ts'

export interface Overview {
  readonly connections: readonly ConnectionOut[]
  readonly accounts: readonly AccountOut[]
  /** Of the accounts that are counted in the chart. */
  readonly histories: readonly History[]
  readonly months: number
  readonly now: number
  /** Passkeys of the member that he was not told of yet. */
  readonly newPasskeys: readonly Passkey[]
  /** What others of the household let everybody see. */
  readonly others: readonly { readonly name: string; readonly accounts: readonly AccountOut[] }[]
}

export const spans = [1, 3, 6, 12] as const

/** Money that is there: no cards, no loans, and an account that two connections read only once. */
export function counted(accounts: readonly AccountOut[]): AccountOut[] {
  return accounts.filter(
    ({ id, type, same_as: same = [] }) =>
      (type === 'CHECKINGS' || type === 'SAVINGS') && same.every((other) => Number(other) > Number(id)),
  )
}

export function overviewPage(visit: MemberVisit, overview: Overview): string {
  const { t } = visit
  const { accounts, connections, others } = overview
  const byBank = connections.map((connection) => ({
    connection,
    accounts: accounts.filter(({ connection_id }) => connection_id === connection.id),
  }))
  const none =
    connections.length === 0 &&
    html`<p>${t('accounts.none')}</p>${buttonForm(`${base}/banks/upload`, t('accounts.upload'))}`
  return layout(
    visit,
    {
      title: t('accounts.title'),
      tab: 'accounts',
      action: buttonForm(`${base}/banks/connect`, t('accounts.connect'), 'primary'),
    },
    html`${overview.newPasskeys.map(({ name, createdAt }) =>
      notice(
        html`${t('you.passkeyNew', name, visit.formats.day(dayOf(createdAt.getTime() / 1000)))} <a href="/home/you">${t('you.passkeys')}</a>`,
        'warn',
        buttonForm(`${base}/passkeys/seen`, t('you.passkeySeen')),
      ),
    )}${connectionNotices(visit, connections, overview.now)}${none}
${totals(visit, counted(accounts))}
${byBank.map(
  ({ connection, accounts: its }) =>
    html`<section><h2>${connection.name}</h2>${
      its.length === 0 ? html`<p class="muted">${t('accounts.reading')}</p>` : accountRows(visit, its)
    }</section>`,
)}
${others.map(
  ({ name, accounts: its }) =>
    html`<section><h2>${t('accounts.ofOthers', name)}</h2>${accountRows(visit, its)}</section>`,
)}${charts(visit, overview)}`,
  )
}

function totals({ t, formats }: Visit, accounts: readonly AccountOut[]): Html | undefined {
  const sums = new Map<string, number>()
  for (const { balance, currency } of accounts)
    if (balance !== undefined) sums.set(currency, (sums.get(currency) ?? 0) + minorOf(balance, currency))
  if (sums.size === 0) return undefined
  return html`<section class="total"><h2>${t('accounts.total')}</h2>${[...sums].map(
    ([currency, sum]) => html`<p class="figure">${formats.minor(sum, currency)}</p>`,
  )}</section>`
}

function charts(visit: Visit, { histories, months }: Overview): Html | undefined {
  const currencies = [...new Set(histories.map(({ currency }) => currency))]
  const drawn = currencies
    .map((currency) => balanceChart(visit, together(histories.filter((history) => history.currency === currency))))
    .filter((chart) => chart !== undefined)
  if (drawn.length === 0) return undefined
  return html`${spanLinks(visit, months, '/home')}${drawn}`
}

export function spanLinks({ t }: Visit, months: number, path: string): Html {
  return html`<nav class="spans" aria-label="${t('chart.span')}">${spans.map(
    (span) =>
      html`<a href="${path}?months=${span}"${span === months && html` aria-current="true"`}>${t('chart.months', span)}</a>`,
  )}</nav>`
}

function accountRows(visit: Visit, accounts: readonly AccountOut[]): Html {
  const { t, formats } = visit
  return html`<ul class="rows">${accounts.map(
    (account) => html`<li><a href="/home/accounts/${account.id}"><span class="grow"><strong>${account.name}</strong>
<small>${t(`type.${account.type}`)} · ${masked(account)}${
      (account.same_as ?? []).length > 0 && html` · ${t('accounts.sameAs')}`
    }</small></span>
<span class="amount${(account.balance ?? 0) < 0 && ' minus'}">${
      account.balance === undefined ? '–' : formats.amount(account.balance, account.currency)
    }${account.balance_date !== undefined && html`<small>${t('accounts.asOf', formats.day(dayOf(account.balance_date)))}</small>`}</span></a></li>`,
  )}</ul>`
}

/** The end of a number is enough to know one's own by. */
export const masked = ({ iban, account_number }: AccountOut): string => `…${(iban ?? account_number).slice(-4)}`
