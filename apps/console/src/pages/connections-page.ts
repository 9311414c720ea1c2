import { type Html, html } from '@raccord/home/html'
import { base } from '../base.ts'
import { countBars } from '../chart/count-bars.ts'
import type { OperatorVisit } from '../console.ts'
import type { ChannelRow, ConnectionLists } from '../desk.ts'
import { layout, part, table } from './layout.ts'

export function connectionsPage(visit: OperatorVisit, lists: ConnectionLists): string {
  const { t, formats } = visit
  const { standing } = lists
  const bars = (rows: ConnectionLists['states']) =>
    countBars(
      formats,
      rows.map(({ label, count }) => ({ label: html`<code>${label}</code>`, count })),
    )
  const none = t('connections.none')
  const list = (title: string, rows: readonly ChannelRow[], at: string, day?: boolean) =>
    part(title, none, rows.length === 0, channels(visit, title, rows, at, day))
  return layout(
    visit,
    { title: t('connections.title'), tab: 'connections' },
    html`<div class="two">${part(t('connections.states'), none, lists.states.length === 0, bars(lists.states))}
${part(t('connections.failures'), none, lists.failures.length === 0, bars(lists.failures))}</div>
${list(t('connections.late'), lists.late, t('connections.due'))}
${list(t('connections.limited'), lists.limited, t('connections.until'))}
${list(t('connections.ending'), lists.ending, t('connections.ends'), true)}
${standing.consentsEnded > 0 && html`<p class="muted">${t('connections.ended', formats.count(standing.consentsEnded))}</p>`}
${standing.revocationsOpen > 0 && html`<p class="muted">${t('connections.revocations', formats.count(standing.revocationsOpen))}</p>`}
${list(t('connections.failing'), lists.failing, t('connections.at'))}`,
  )
}

function channels(visit: OperatorVisit, title: string, rows: readonly ChannelRow[], at: string, day = false): Html {
  const { t, formats } = visit
  return table(
    title,
    [
      { label: t('connections.id') },
      { label: t('overview.bank') },
      { label: t('connections.client') },
      { label: t('connections.state') },
      { label: at },
    ],
    rows.map((row) => [
      row.connectionId,
      row.bank,
      html`<a href="${base}/clients/${row.clientId}">${row.clientId}</a>`,
      html`<code>${row.status}</code>${row.failure !== undefined && html`<small>${row.failure}</small>`}`,
      html`<span class="times">${day ? formats.day(row.at) : formats.instant(row.at)}</span>`,
    ]),
  )
}
