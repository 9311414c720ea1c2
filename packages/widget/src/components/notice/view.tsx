import type { ComponentChildren } from 'preact'
import type { PageContext } from '../../page-context.ts'

export interface Wrong {
  readonly href: string
  readonly text: string
}

interface SummaryProps {
  readonly page: PageContext
  readonly wrong: readonly Wrong[]
}

/** Described by the sentence on top, a field that is wrong needs no words of its own. */
export const summaryId = 'wrong'

/**
 * What stopped the form, in one sentence on top that leads to the field, focused by the enhancer (WCAG 3.3.1). Where several
 * fields did, they are told by their outlines.
 */
export function ErrorSummary({ page, wrong }: SummaryProps) {
  const [first] = wrong
  if (!first) return null
  return (
    <div class="notice danger" role="alert" tabindex={-1} data-enhance="focus" id={summaryId}>
      <a href={first.href}>{wrong.length > 1 ? page.t('frame.wrongFields', { count: wrong.length }) : first.text}</a>
    </div>
  )
}

export function Note({ children }: { readonly children: ComponentChildren }) {
  return <p class="notice">{children}</p>
}
