import { type Html, html } from '@raccord/home/html'
import { base } from '../base.ts'
import { countBars } from '../chart/count-bars.ts'
import { hourBars } from '../chart/hour-bars.ts'
import type { OperatorVisit } from '../console.ts'
import type { BankHealth, Outcomes, Overview } from '../desk.ts'
import { endName, stepName } from '../messages/names.ts'
import { layout, part, table } from './layout.ts'

export function overviewPage(visit: OperatorVisit, overview: Overview): string {
  const { t, formats } = visit
  const { journeys, countedAt, breaks, errors, banks } = overview
  return layout(
    visit,
    {
      title: t('overview.title'),
      tab: 'overview',
      action: html`<a class="button" href="${base}">${t('overview.refresh')}</a>`,
    },
    html`${tiles(visit, overview)}
<p class="muted">${countedAt === undefined ? t('overview.notCounted') : t('overview.counted', formats.time(countedAt))}</p>
<section><h2>${t('overview.hours')}</h2>${hourBars(visit, overview.hours)}</section>
<div class="two">
${part(
  t('overview.byStep'),
  t('overview.journeysNone'),
  journeys.length === 0,
  countBars(
    formats,
    journeys.map(({ label, count }) => ({ label: stepName(visit, label), count })),
  ),
)}
${part(
  t('overview.breaks'),
  t('overview.breaksNone'),
  breaks.length === 0,
  countBars(
    formats,
    breaks.map(({ place, end, count }) => ({
      label: html`${stepName(visit, place)} <small>${endName(visit, end)}</small>`,
      count,
    })),
  ),
)}
</div>
${part(t('overview.banks'), t('overview.banksNone'), banks.length === 0, bankTable(visit, banks))}
${part(
  t('overview.errors'),
  t('overview.errorsNone'),
  errors.length === 0,
  countBars(
    formats,
    errors.map(({ label, count }) => ({ label: html`<code>${label}</code>`, count })),
  ),
)}`,
  )
}

/** What an operator must act on is marked, in words by its label and by its colour. */
function tiles({ t, formats }: OperatorVisit, { journeys, standing }: Overview): Html {
  const under = journeys.reduce((sum, { count }) => sum + count, 0)
  const dead = standing.dead + standing.deadJobs.reduce((sum, { count }) => sum + count, 0)
  const rows = [
    [t('overview.journeys'), under, 'calm', ''],
    [t('overview.runs'), standing.runsOpen, 'calm', '/connections'],
    [t('overview.late'), standing.late, 'warn', '/connections'],
    [t('overview.limited'), standing.limited, 'calm', '/connections'],
    [t('overview.consents'), standing.consents7, 'calm', '/connections'],
    [t('overview.webhooks'), standing.webhooksFailing, 'warn', '/webhooks'],
    [t('overview.dead'), dead, 'warn', '/webhooks'],
  ] as const
  return html`<section><h2 class="sr">${t('overview.now')}</h2><dl class="tiles">${rows.map(
    ([label, value, kind, href]) =>
      html`<div class="tile${value > 0 && kind === 'warn' && ' warn'}"><dt>${
        href === '' ? label : html`<a href="${base}${href}">${label}</a>`
      }</dt><dd class="figure">${formats.count(value)}</dd></div>`,
  )}</dl></section>`
}

function bankTable(visit: OperatorVisit, banks: readonly BankHealth[]): Html {
  const { t } = visit
  return table(
    t('overview.banks'),
    [
      { label: t('overview.bank') },
      { label: t('overview.lastHour'), figure: true },
      { label: t('overview.lastDay'), figure: true },
      { label: t('overview.worst') },
    ],
    banks.map(({ id, name, hour, day, worst }) => [
      html`<a href="${base}/banks/${id}">${name}</a>`,
      rate(visit, hour),
      rate(visit, day),
      worst === undefined ? '' : html`<code>${worst.label}</code> × ${visit.formats.count(worst.count)}`,
    ]),
  )
}

function rate({ t, formats }: OperatorVisit, { good, all }: Outcomes): Html {
  if (all === 0) return html`<span class="muted">–</span>`
  const kind = good * 2 < all ? 'danger' : good * 10 < all * 9 ? 'warn' : 'fine'
  return html`<span class="rate ${kind}">${formats.share(good, all)}</span><small>${t('overview.of', formats.count(good), formats.count(all))}</small>`
}
