import type { ComponentChildren } from 'preact'
import type { PageContext } from '../../page-context.ts'

const id = 'terms'

/** Directly above the button that agrees to them. */
export function TermsLink({ page }: { readonly page: PageContext }) {
  return (
    <p class="row">
      <a class="link" href={`#${id}`}>
        {page.t('consent.more')}
      </a>
    </p>
  )
}

/** Shown by that link, without JavaScript too. */
export function FullTerms({ children }: { readonly children: ComponentChildren }) {
  return (
    <section class="terms full" id={id} tabindex={-1}>
      {children}
    </section>
  )
}

interface OwnProps {
  readonly header?: string | undefined
  readonly body?: string | undefined
}

/** Of the client, as plain text. They begin in sight of the button. */
export function OwnTerms({ header, body }: OwnProps) {
  return (
    <section class="terms own" data-own>
      {header && <h2 class="lines">{header}</h2>}
      {body && <p class="lines">{body}</p>}
    </section>
  )
}
