import { field, notice } from '@raccord/home/fields'
import { type Html, html } from '@raccord/home/html'
import { base } from '../base.ts'
import type { OperatorVisit } from '../console.ts'
import type { JourneyFacts, SessionFacts } from '../desk.ts'
import { layout, table } from './layout.ts'

export interface SessionsView {
  readonly code: string
  /** Absent: nothing was asked for; `none`: nothing was found. */
  readonly session?: SessionFacts | 'none'
  /** Who it is, after a reason was given. */
  readonly person?: string | 'gone'
  readonly wrongReason?: string
}

export function sessionsPage(visit: OperatorVisit, view: SessionsView): string {
  const { t } = visit
  const { code, session } = view
  return layout(
    visit,
    { title: t('sessions.title'), tab: 'sessions' },
    html`<p>${t('sessions.text')}</p>
<form method="get" action="${base}/sessions" class="stack narrow">
${field({
  ...{ name: 'code', label: t('sessions.code'), value: code, help: t('sessions.codeHelp'), autocomplete: 'off' },
  attributes: html` autocapitalize="characters" spellcheck="false" maxlength="40"`,
})}<button class="primary">${t('sessions.find')}</button></form>
${session === 'none' ? notice(t('sessions.none', code), 'warn') : session && found(visit, view, session)}`,
  )
}

function found(visit: OperatorVisit, view: SessionsView, session: SessionFacts): Html {
  const { t, formats } = visit
  return html`<section class="card"><dl class="facts-list">
<dt>${t('sessions.client')}</dt><dd><a href="${base}/clients/${session.clientId}">${session.clientId}</a></dd>
<dt>${t('sessions.began')}</dt><dd>${formats.instant(session.createdAt)}</dd>
<dt>${t('sessions.ends')}</dt><dd>${formats.instant(session.expiresAt)}</dd>
<dt>${t('sessions.person')}</dt><dd>${t('sessions.personId', session.userId)}${
    view.person !== undefined &&
    html` <strong>${view.person === 'gone' ? t('sessions.personGone') : view.person}</strong>`
  }</dd></dl>
${visit.operator.role === 'operator' && view.person === undefined && personForm(visit, view)}</section>
${session.journeys.map((journey) => journeySection(visit, journey))}`
}

/** Who it is stays unsaid until there is a reason for it. */
function personForm({ t }: OperatorVisit, { code, wrongReason }: SessionsView): Html {
  return html`<details${wrongReason !== undefined && html` open`}><summary>${t('sessions.show')}</summary>
<form method="post" action="${base}/sessions/person" class="stack narrow"><input type="hidden" name="code" value="${code}">
${field({
  ...{ name: 'reason', label: t('sessions.reason'), help: t('sessions.reasonHelp'), wrong: wrongReason },
  attributes: html` maxlength="200"`,
})}<button class="quiet">${t('sessions.show')}</button></form></details>`
}

function journeySection({ t, formats }: OperatorVisit, journey: JourneyFacts): Html {
  const kind = journey.status === 'SUCCESS' ? 'fine' : journey.status === 'OPEN' ? '' : 'needs_you'
  return html`<section><h2>${t('sessions.journey', journey.endpoint, journey.reference)}
<span class="standing ${kind}">${journey.status}</span></h2>
${journey.connectionId !== undefined && html`<p class="muted">${t('sessions.connection', journey.connectionId)}</p>`}
${table(
  t('sessions.journey', journey.endpoint, journey.reference),
  [{ label: t('sessions.time') }, { label: t('sessions.event') }, { label: t('sessions.detail') }],
  journey.events.map(({ at, kind: event, detail }) => [
    html`<span class="times">${formats.instant(at)}</span>`,
    html`<code>${event}</code>`,
    detail.map(
      ([name, value]) => html`<span class="pair"><span class="muted">${name}</span> <code>${value}</code></span> `,
    ),
  ]),
)}</section>`
}
