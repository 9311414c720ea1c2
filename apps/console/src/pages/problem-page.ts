import { html } from '@raccord/home/html'
import { base } from '../base.ts'
import type { Visit } from '../console.ts'
import { layout } from './layout.ts'

export type Problem =
  | { readonly kind: 'not_found' | 'origin' | 'role' }
  | { readonly kind: 'host'; readonly address: string }
  | { readonly kind: 'fault'; readonly reference: string }

export function problemPage(visit: Visit, problem: Problem): string {
  const { t } = visit
  const title = problem.kind === 'not_found' ? t('problem.notFoundTitle') : t('problem.title')
  return layout(
    visit,
    { title },
    html`<p>${said(visit, problem)}</p>${problem.kind === 'fault' && html`<p class="muted">${t('problem.reference', problem.reference)}</p>`}
<p><a class="button" href="${problem.kind === 'host' ? problem.address : ''}${base}">${t('problem.back')}</a></p>`,
  )
}

function said({ t }: Visit, problem: Problem): string {
  switch (problem.kind) {
    case 'not_found':
      return t('problem.notFound')
    case 'origin':
      return t('problem.origin')
    case 'role':
      return t('problem.role')
    case 'host':
      return t('problem.host', problem.address)
    case 'fault':
      return t('problem.again')
  }
}
