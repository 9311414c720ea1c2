import type { FormName } from '@raccord/contract/wire'
import type { ComponentChildren } from 'preact'
import type { PageContext } from '../../page-context.ts'
import { ActionForm } from '../action-form/view.tsx'

/** The main form of a page has this id, so that its button can stand in the footer. */
export const mainForm = 'step'

interface SubmitProps {
  readonly children: ComponentChildren
  /** What it does can't be undone. */
  readonly danger?: boolean
  readonly data?: Readonly<Record<`data-${string}`, string>>
}

/** Primary button of the page's main form. */
export function Submit({ children, danger, data }: SubmitProps) {
  return (
    <button type="submit" class={danger ? 'button final' : 'button'} form={mainForm} {...data}>
      {children}
    </button>
  )
}

interface ActionProps {
  readonly page: PageContext
  readonly do: FormName
  readonly quiet?: boolean
  readonly danger?: boolean
  /** Hidden inputs that go with it. */
  readonly fields?: ComponentChildren
  readonly children: ComponentChildren
}

/** A button that is a form of its own. */
export function Action({ page, children, quiet, danger, fields, ...props }: ActionProps) {
  return (
    <ActionForm page={page} do={props.do}>
      {fields}
      <button type="submit" class={`${quiet ? 'quiet' : 'button'}${danger ? ' final' : ''}`}>
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
