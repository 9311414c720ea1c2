import { notice } from '@raccord/home/fields'
import { type Html, html } from '@raccord/home/html'
import type { OperatorVisit } from '../console.ts'

/** What stands in a field now, and what was typed into it. */
export type Compared = readonly [label: string, present: string, typed: string]

/** Somebody else was quicker: what he wrote, where it is something else than what is typed here. */
export function staleNotice({ t }: OperatorVisit, fields: readonly Compared[]): Html {
  const other = fields.filter(([, present, typed]) => present !== typed)
  return html`${notice(t('stale.title'), 'danger')}<p>${t('stale.text')}</p>
<dl class="facts-list">${other.map(([label, present]) => html`<dt>${label}</dt><dd>${present || '–'}</dd>`)}</dl>`
}
