import { actions, errorSummary, type FieldErrors, field } from './form.ts'
import { html } from './html.ts'
import type { Page } from './layout.ts'
import type { Messages } from './messages/messages.ts'

export type OtpView = {
  readonly action: string
  readonly method: string
  readonly length: number
  readonly digits: boolean
}

/** The second factor: one field, one code. */
export function otpPage(messages: Messages, view: OtpView, errors: FieldErrors): Page {
  const code = {
    name: 'otp',
    label: messages.otp.label,
    type: 'text',
    autocomplete: 'one-time-code',
    code: true,
    inputmode: view.digits ? 'numeric' : 'text',
    maxlength: view.length + 4,
  } as const
  return {
    title: messages.otp.title,
    body: html`<h1>${messages.otp.title}</h1>
<p class="lead">${messages.otp.lead(view.method)}</p>
${errorSummary(messages, errors)}
<form method="post" action="${view.action}" novalidate>
<input type="hidden" name="step" value="otp">
${field(code, errors)}
${actions(messages, messages.otp.submit)}
</form>`,
  }
}
