import type { AccountOut, ConnectionOut } from '@raccord/contract/wire'
import { base } from '../base.ts'
import type { Visit } from '../home.ts'
import { type Html, html } from '../html.ts'
import { dayOf } from '../messages/format.ts'
import { goOn, standingOf } from './connection-notices.ts'
import { buttonForm, layout, notice } from './layout.ts'

export interface BanksView {
  readonly connections: readonly ConnectionOut[]
  readonly accounts: readonly AccountOut[]
  readonly now: number
  readonly said?: string | undefined
}

/** "Upload a statement", of every Raccord. */
const filesId = '9999999'

/** Banks, what was agreed with each, and how to go on with it. */
export function banksPage(visit: Visit, view: BanksView): string {
  const { t } = visit
  return layout(
    visit,
    {
      title: t('banks.title'),
      tab: 'banks',
      action: buttonForm(`${base}/banks/connect`, t('accounts.connect'), 'primary'),
    },
    html`${view.said !== undefined && notice(view.said)}
${view.connections.length === 0 && html`<p>${t('accounts.none')}</p>`}
${view.connections.map((connection) => bank(visit, connection, view))}
${buttonForm(`${base}/banks/upload`, t('accounts.upload'))}
${visit.member?.role === 'owner' && html`<p><a href="/home/ways-in">${t('ways.title')}</a></p>`}
<p><a href="/home/consents">${t('consents.title')}</a></p>`,
  )
}

function bank(visit: Visit, connection: ConnectionOut, { accounts, now }: BanksView): Html {
  const { t, formats } = visit
  const { id, name, channels } = connection
  const { state, ends } = standingOf(connection, now)
  const used = channels.filter(({ status }) => status !== 'EMPTY')
  const its = accounts.filter(({ connection_id }) => connection_id === id)
  const last = Math.max(0, ...used.map(({ last_success_date: at }) => at ?? 0))
  const next = Math.min(...used.flatMap(({ next_sync_date: at }) => at ?? []))
  const quota = used.find((channel) => channel.quota)?.quota
  const unread = used.reduce((sum, channel) => sum + (channel.unread_entries?.count ?? 0), 0)
  const facts = [
    t('banks.accounts', its.length),
    last === 0 ? t('banks.neverRead') : t('banks.lastRead', formats.instant(last)),
    connection.auto_sync && Number.isFinite(next) && next > now
      ? t('banks.nextRead', formats.instant(next))
      : undefined,
    quota && t('banks.quota', quota.used, quota.limit),
    unread > 0 ? t('banks.unread', unread) : undefined,
  ].filter((fact) => fact !== undefined)
  const standing = {
    fine: () => t(`status.${connection.status}`),
    ends_soon: () => t('banks.ends', name, formats.day(dayOf(ends ?? now))),
    ended: () => t('banks.ended', name),
    needs_you: () => t('status.waiting'),
  }[state]()
  // Nobody can be asked for what comes from files.
  const readAgain = () =>
    html`${state === 'needs_you' ? goOn(visit, connection) : buttonForm(`/home/banks/${id}/renew`, t('banks.renew'), state === 'fine' ? 'quiet' : 'primary')}
${buttonForm(`/home/banks/${id}/read`, t('banks.refresh'))}`
  return html`<section class="card" data-connection="${id}"><h2>${name}</h2>
<p class="standing ${state}">${standing}</p>
<ul class="facts">${facts.map((fact) => html`<li>${fact}</li>`)}</ul>
<div class="row">${connection.provider_id === filesId ? buttonForm(`${base}/banks/upload`, t('accounts.upload')) : readAgain()}${buttonForm(`/home/banks/${id}/manage`, t('banks.manage'))}</div>
<details><summary>${t('banks.agreed')}</summary>${receipt(visit, connection)}</details></section>`
}

function receipt({ t, formats }: Visit, { channels, creation_date: since }: ConnectionOut): Html {
  return html`<p>${t('banks.since', formats.day(dayOf(since)))}</p>${channels
    .filter(({ status }) => status !== 'EMPTY')
    .map(
      ({ expires, account_types: types }) =>
        html`<p>${expires === undefined ? t('banks.noEnd') : t('banks.until', formats.day(dayOf(expires)))}.</p>
<p>${t('banks.what')} ${types.map((type) => t(`type.${type}`)).join(', ')}.</p>`,
    )}<p>${t('banks.money')}</p>`
}
