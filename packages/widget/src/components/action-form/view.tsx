import type { FormName } from '@raccord/contract/wire'
import type { ComponentChildren } from 'preact'
import type { PageContext } from '../../page-context.ts'

interface Props {
  readonly page: PageContext
  /** The step the form asks for: `do` of `screens.ts`. */
  readonly do: FormName
  readonly id?: string
  readonly class?: string
  readonly novalidate?: boolean
  /** Its answer is opened in a new tab. */
  readonly newTab?: boolean | undefined
  /** It has files, and goes where they are read. */
  readonly files?: boolean
  readonly children?: ComponentChildren
}

/** A POST to the journey. Draws nothing on pages without a session: there is nothing to send. */
export function ActionForm({ page, children, novalidate, newTab, files, ...props }: Props) {
  const { session, action } = page.frame
  if (!session) return null
  return (
    <form
      method="post"
      action={files ? page.frame.upload : action}
      enctype={files ? 'multipart/form-data' : undefined}
      id={props.id}
      class={props.class}
      novalidate={novalidate}
      target={newTab ? '_blank' : undefined}
      rel={newTab ? 'noopener' : undefined}
      data-enhance="guard"
    >
      <input type="hidden" name="session_id" value={session.id} />
      <input type="hidden" name="page" value={session.pageToken} />
      <input type="hidden" name="do" value={props.do} />
      {children}
    </form>
  )
}
