import { notice } from '@raccord/home/fields'
import { type Html, html } from '@raccord/home/html'
import { base } from '../base.ts'
import type { OperatorVisit } from '../console.ts'
import type { Deliveries, WebhookRow } from '../desk.ts'
import { layout, part, table } from './layout.ts'

export const replayHours = [1, 6, 24, 72] as const

export function webhooksPage(
  visit: OperatorVisit,
  { webhooks, dead, deadJobs }: Deliveries,
  replayed?: number,
): string {
  const { t, formats } = visit
  return layout(
    visit,
    { title: t('webhooks.title'), tab: 'webhooks' },
    html`${replayed !== undefined && notice(t('webhooks.replayed', formats.count(replayed)))}
${webhooks.length === 0 ? html`<p class="muted">${t('webhooks.none')}</p>` : rowsOf(visit, webhooks)}
${part(
  t('webhooks.dead'),
  t('webhooks.deadNone'),
  dead.length === 0,
  table(
    t('webhooks.dead'),
    [
      { label: t('connections.at') },
      { label: t('webhooks.event') },
      { label: t('webhooks.title') },
      { label: t('webhooks.attempts'), figure: true },
      { label: t('webhooks.failure') },
    ],
    dead.map((row) => [
      html`<span class="times">${formats.instant(row.deadAt)}</span>`,
      html`<code>${row.type}</code><small>${row.eventId}</small>`,
      html`<code>${row.webhookId}</code>`,
      formats.count(row.attempts),
      row.failure ?? '',
    ]),
  ),
)}
${part(
  t('webhooks.jobs'),
  t('webhooks.jobsNone'),
  deadJobs.length === 0,
  table(
    t('webhooks.jobs'),
    [{ label: t('webhooks.queue') }, { label: t('table.count'), figure: true }],
    deadJobs.map(({ label, count }) => [html`<code>${label}</code>`, formats.count(count)]),
  ),
)}`,
  )
}

const stateKinds = { active: 'fine', failing: 'needs_you', paused: 'ended' } as const

function rowsOf(visit: OperatorVisit, webhooks: readonly WebhookRow[]): Html {
  const { t, formats, operator } = visit
  const changes = operator.role === 'operator'
  return table(
    t('webhooks.title'),
    [
      { label: t('webhooks.address') },
      { label: t('webhooks.state') },
      { label: t('webhooks.waiting'), figure: true },
      { label: t('webhooks.deadCount'), figure: true },
      ...(changes ? [{ label: t('webhooks.replay') }] : []),
    ],
    webhooks.map((row) => [
      html`<span class="label">${row.address}</span><small><a href="${base}/clients/${row.clientId}">${row.clientId}</a> · ${row.id}</small>`,
      html`<span class="standing ${stateKinds[row.state]}">${t(`webhooks.${row.state}`)}</span>${
        row.since &&
        html`<small>${t('webhooks.since', formats.instant(row.since))}${row.failure && html` · ${row.failure}`}</small>`
      }`,
      formats.count(row.undelivered),
      formats.count(row.dead),
      ...(changes ? [replayForm(visit, row)] : []),
    ]),
  )
}

function replayForm({ t }: OperatorVisit, { id }: WebhookRow): Html {
  const field = `hours-${id}`
  return html`<form method="post" action="${base}/webhooks/${id}/replay" class="row">
<label class="sr" for="${field}">${t('webhooks.replayHours')}</label><select id="${field}" name="hours">${replayHours.map(
    (hours) => html`<option value="${hours}"${hours === 24 && html` selected`}>${t('webhooks.hours', hours)}</option>`,
  )}</select><button class="quiet">${t('webhooks.replay')}</button></form>`
}
