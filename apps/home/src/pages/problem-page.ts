import type { Visit } from '../home.ts'
import { html } from '../html.ts'
import { layout } from './layout.ts'

export type Problem =
  | { readonly kind: 'not_found' | 'origin' }
  | { readonly kind: 'host'; readonly address: string }
  | { readonly kind: 'fault'; readonly reference: string }

export function problemPage(visit: Visit, problem: Problem): string {
  const { t } = visit
  const title = problem.kind === 'not_found' ? t('problem.notFoundTitle') : t('problem.title')
  const says = {
    not_found: () => t('problem.notFound'),
    origin: () => t('problem.origin'),
    host: () => (problem.kind === 'host' ? t('problem.host', problem.address) : ''),
    fault: () => t('problem.again'),
  }[problem.kind]()
  return layout(
    visit,
    { title },
    html`<p>${says}</p>${problem.kind === 'fault' && html`<p class="muted">${t('problem.reference', problem.reference)}</p>`}
<p><a class="button" href="${problem.kind === 'host' ? `${problem.address}/home` : '/home'}">${t('problem.back')}</a></p>`,
  )
}
