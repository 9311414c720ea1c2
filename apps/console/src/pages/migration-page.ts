import { type Html, html } from '@raccord/home/html'
import { base } from '../base.ts'
import { dayBars } from '../chart/day-bars.ts'
import type { OperatorVisit } from '../console.ts'
import type { Migration } from '../desk.ts'
import { layout, table } from './layout.ts'

const kinds = { never_used: 'fine', in_use: 'needs_you', done: 'fine' } as const

export function migrationPage(visit: OperatorVisit, { quietDays, clients }: Migration): string {
  const { t } = visit
  return layout(
    visit,
    { title: t('migration.title'), tab: 'migration' },
    html`<p>${t('migration.text', quietDays)}</p>
${clients.length === 0 && html`<p class="muted">${t('migration.none')}</p>`}
${clients.map((client) => clientSection(visit, client))}`,
  )
}

function clientSection(visit: OperatorVisit, client: Migration['clients'][number]): Html {
  const { t, formats } = visit
  const { lastAt, doneAt } = client
  const ends = client.status === 'in_use' && doneAt ? ` – ${t('migration.doneAt', formats.day(doneAt))}` : ''
  return html`<section><h2><a href="${base}/clients/${client.id}">${client.name}</a>
<span class="standing ${kinds[client.status]}">${t(`migration.${client.status}`)}</span></h2>
${lastAt && html`<p class="muted">${t('migration.last', formats.instant(lastAt))}${ends}</p>`}
${client.status === 'in_use' && dayBars(t('migration.daily', client.name), client.daily)}
${
  client.uses.length > 0 &&
  html`<details><summary>${t('overview.figures')}</summary>${table(
    client.name,
    [{ label: t('migration.thing') }, { label: t('migration.times'), figure: true }, { label: t('migration.lastUse') }],
    client.uses.map(({ kind, name, count, lastAt: last }) => [
      html`<code>${name}</code><small>${kind}</small>`,
      formats.count(count),
      html`<span class="times">${formats.day(last)}</span>`,
    ]),
  )}</details>`
}</section>`
}
