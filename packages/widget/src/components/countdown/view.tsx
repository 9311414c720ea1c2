import type { FormName } from '@raccord/contract/wire'
import type { PageContext } from '../../page-context.ts'
import { ActionForm } from '../action-form/view.tsx'

interface Props {
  readonly page: PageContext
  readonly seconds: number
  /** The sentence, `#` where the seconds stand. */
  readonly template: string
  /** `do` of the form that stops it. */
  readonly stop: FormName
  /** What happens at zero: id of a form to send, else the page's `data-leave` link is followed. */
  readonly submits?: string
}

/** An announced departure that can be stopped. The Stop button works without JavaScript too. */
export function Countdown({ page, seconds, template, stop, submits }: Props) {
  return (
    <div
      class="row countdown"
      data-enhance="countdown"
      data-seconds={seconds}
      data-template={template}
      data-submits={submits}
    >
      <span role="timer">{template.replace('#', String(seconds))}</span>
      <ActionForm page={page} do={stop}>
        <button type="submit" class="link">
          {page.t('frame.stop')}
        </button>
      </ActionForm>
    </div>
  )
}
