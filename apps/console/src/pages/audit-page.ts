import { html } from '@raccord/home/html'
import { base } from '../base.ts'
import type { OperatorVisit } from '../console.ts'
import type { AuditRow } from '../desk.ts'
import { layout, table } from './layout.ts'

const page = 100

export function auditPage(visit: OperatorVisit, rows: readonly AuditRow[]): string {
  const { t, formats } = visit
  const shown = rows.slice(0, page)
  const last = shown.at(-1)
  return layout(
    visit,
    { title: t('audit.title'), tab: 'audit' },
    html`<p>${t('audit.text')}</p>
${
  shown.length === 0
    ? html`<p class="muted">${t('audit.none')}</p>`
    : table(
        t('audit.title'),
        [
          { label: t('audit.when') },
          { label: t('audit.who') },
          { label: t('audit.what') },
          { label: t('sessions.detail') },
        ],
        shown.map(({ at, actor, source, action, subject, detail }) => [
          html`<span class="times">${formats.instant(at)}</span>`,
          html`${actor}<small>${source}</small>`,
          html`<code>${action}</code><small>${subject}</small>`,
          detail.map(([name, value]) => html`<span class="pair"><span class="muted">${name}</span> ${value}</span> `),
        ]),
      )
}
${rows.length > page && last && html`<p><a class="button" href="${base}/audit?before=${last.id}">${t('audit.older')}</a></p>`}`,
  )
}
