import { dayOf, reportSentence } from '../../deprecation/report-sentence.ts'
import { ruleOfUse } from '../../deprecation/rule-of-use.ts'
import type { UsageReport, UsedThing } from '../../deprecation/usage-report.ts'
import { asText } from '../sandbox/as-text.ts'
import { barChart } from './bar-chart.ts'
import { migrationDocument } from './migration-document.ts'
import { rulesPath } from './rules-url.ts'

export interface ClientReport {
  readonly id: string
  readonly name: string
  readonly report: UsageReport
}

const order = { in_use: 0, done: 1, never_used: 2 } as const
const marks = { in_use: 'In use', done: 'Done', never_used: 'Never used' } as const
const spans = [7, 30, 90, 365]

/** Every client's way off the previous widgets, those who have something left to do first. For whoever runs the server. */
export function usagePage(clients: readonly ClientReport[], quietDays: number, bar = false): string {
  const sorted = [...clients].sort((a, b) => order[a.report.status] - order[b.report.status] || (a.id < b.id ? -1 : 1))
  const links = spans.map(
    (days) => `<a href="?days=${days}"${days === quietDays ? ' aria-current="true"' : ''}>${days} days</a>`,
  )
  const body =
    sorted.length === 0 ? '<p>There is no client yet.</p>' : sorted.map((client) => clientSection(client)).join('\n')
  return migrationDocument(
    'Use of the previous widgets',
    `<p>By client: what is left to change. <a href="${rulesPath}">What each change is about</a>.</p>
<nav class="spans" aria-label="Quiet days until a client is done">Done after ${links.join(' ')}</nav>${body}`,
    bar,
  )
}

function clientSection({ id, name, report }: ClientReport): string {
  return `<section data-status="${report.status}" data-client="${asText(id)}"><h2>${asText(name)} <span class="quiet">${asText(id)}</span></h2>
<p><strong class="mark">${marks[report.status]}</strong> ${asText(reportSentence(report))}</p>${
    report.status === 'never_used' ? '' : `${barChart(report.daily)}${table(report)}`
  }</section>`
}

function table({ uses, quietDays }: UsageReport): string {
  return `<div class="scroll"><table><thead><tr><th scope="col">Used</th><th scope="col">Instead</th><th scope="col">${quietDays} days</th><th scope="col">Ever</th><th scope="col">First</th><th scope="col">Last</th></tr></thead>
<tbody>${uses.map(row).join('')}</tbody></table></div>`
}

function row(use: UsedThing): string {
  const found = ruleOfUse(use)
  const instead = found?.rule.new === undefined ? 'nothing' : `<code>${asText(found.rule.new)}</code>`
  const why = found ? `<br>${asText(found.rule.says)} <a href="${rulesPath}#${found.id}">More</a>` : ''
  return `<tr><th scope="row"><code>${asText(use.name)}</code> <span class="quiet">${use.kind}</span></th><td>${instead}${why}</td><td>${use.recentCount}</td><td>${use.count}</td><td class="day">${dayOf(use.firstAt)}</td><td class="day">${dayOf(use.lastAt)}</td></tr>`
}
