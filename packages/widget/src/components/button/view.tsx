import type { FormName } from '@raccord/contract/wire'
import type { ComponentChildren } from 'preact'
import type { PageContext } from '../../page-context.ts'
import { ActionForm } from '../action-form/view.tsx'

/** The main form of a page has this id, so that its button can stand in the footer. */
export const mainForm = 'step'

interface SubmitProps {
  readonly children: ComponentChildren
  readonly data?: Readonly<Record<`data-${string}`, string>>
}

/** Primary button of the page's main form. */
export function Submit({ children, data }: SubmitProps) {
  return (
    <button type="submit" class="button" form={mainForm} {...data}>
      {children}
    </button>
  )
}

interface ActionProps {
  readonly page: PageContext
  readonly do: FormName
  readonly quiet?: boolean
  readonly children: ComponentChildren
}

/** A button that is a form of its own. */
export function Action({ page, children, quiet, ...props }: ActionProps) {
  return (
    <ActionForm page={page} do={props.do}>
      <button type="submit" class={quiet ? 'quiet' : 'button'}>
        {children}
      </button>
    </ActionForm>
  )
}

interface LinkProps {
  readonly href: string
  readonly quiet?: boolean
  readonly newTab?: boolean
  /** Leaving through this link ends the journey: the embedding page is told first. */
  readonly leave?: boolean
  readonly children: ComponentChildren
}

/** Leaving for another origin is always a link: `form-action 'self'` also binds redirects after a POST. */
export function ButtonLink({ href, quiet, newTab, leave, children }: LinkProps) {
  return (
    <a
      class={quiet ? 'quiet' : 'button'}
      href={href}
      target={newTab ? '_blank' : undefined}
      rel={newTab ? 'noopener' : undefined}
      data-leave={leave}
    >
      {children}
    </a>
  )
}
