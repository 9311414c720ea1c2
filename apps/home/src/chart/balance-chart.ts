import type { Visit } from '../home.ts'
import { type Html, html } from '../html.ts'
import type { History, Point } from './history.ts'

const width = 640
const height = 140
const pad = { top: 12, bottom: 4, side: 4 }

/** A quiet line, drawn here; in words and as a table, too. Undefined where there is nothing to draw. */
export function balanceChart(visit: Visit, history: History | undefined): Html | undefined {
  const points = history?.points ?? []
  const [first] = points
  const last = points.at(-1)
  if (!history || !first || !last || points.length < 2) return undefined
  const { t, formats } = visit
  const money = (amount: number) => formats.minor(amount, history.currency)
  const amounts = points.map(({ amount }) => amount)
  // The zero is in sight only where the line is near it: a quiet month would be a flat line otherwise.
  const [low, high] = [Math.min(...amounts), Math.max(...amounts)]
  const room = (high - low || Math.abs(high) || 1) * 0.08
  const x = (at: number) => round(pad.side + (at / (points.length - 1)) * (width - 2 * pad.side))
  const y = (amount: number) =>
    round(pad.top + ((high + room - amount) / (high - low + 2 * room)) * (height - pad.top - pad.bottom))
  const line = points.map(({ amount }, at) => `${at === 0 ? 'M' : 'L'}${x(at)} ${y(amount)}`).join('')
  const floor = height - pad.bottom
  const split = history.notedFrom === undefined ? -1 : points.findIndex(({ day }) => day >= (history.notedFrom ?? ''))
  return html`<figure class="chart">
<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${t('chart.label', formats.day(first.day), formats.day(last.day))}">
<path class="area" d="${line}L${x(points.length - 1)} ${floor}L${x(0)} ${floor}Z"></path>
${split > 0 && split < points.length - 1 && html`<path class="split" d="M${x(split)} ${pad.top}V${floor}"></path>`}
${low < 0 && high > 0 && html`<path class="zero" d="M${pad.side} ${y(0)}H${width - pad.side}"></path>`}
<path class="line" d="${line}"></path>
<circle cx="${x(points.length - 1)}" cy="${y(last.amount)}" r="4"></circle>
</svg>
<figcaption>${t('chart.says', money(first.amount), formats.day(first.day), money(last.amount), formats.day(last.day))}
${split > 0 && t('chart.worked')}</figcaption>
<details><summary>${t('chart.figures')}</summary><table><thead><tr><th scope="col">${t('chart.day')}</th><th scope="col" class="amount">${t('chart.balance')}</th></tr></thead>
<tbody>${someOf(points).map(
    ({ day, amount }) => html`<tr><td>${formats.day(day)}</td><td class="amount">${money(amount)}</td></tr>`,
  )}</tbody></table></details>
</figure>`
}

/** One a week, and the last. */
const someOf = (points: readonly Point[]): Point[] => points.filter((_, at) => (points.length - 1 - at) % 7 === 0)

const round = (value: number): number => Math.round(value * 10) / 10
