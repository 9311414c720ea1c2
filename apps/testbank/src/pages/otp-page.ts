import { actions, errorSummary, type FieldErrors, field } from './form.ts'
import { html } from './html.ts'
import type { Page } from './layout.ts'
import type { Messages } from './messages/messages.ts'

export type OtpView = {
  readonly action: string
  /** How to come by the code. */
  readonly lead: string
  /** For a card reader. */
  readonly startCode?: string
  /** PNG in base64. */
  readonly picture?: string
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
<p class="lead">${view.lead}</p>
${view.startCode ? html`<p><code>${view.startCode}</code></p>` : undefined}
${view.picture ? html`<p><img src="data:image/png;base64,${view.picture}" alt="${messages.otp.title}"></p>` : undefined}
${errorSummary(messages, errors)}
<form method="post" action="${view.action}" novalidate>
<input type="hidden" name="step" value="otp">
${field(code, errors)}
${actions(messages, messages.otp.submit)}
</form>`,
  }
}

/** The second factor in the bank's app: the way there, and "I have approved". */
export function approvalPage(
  messages: Messages,
  view: { readonly action: string; readonly href: string; readonly control: string },
  errors: FieldErrors,
): Page {
  const text = messages.app
  return {
    title: text.title,
    body: html`<h1>${text.title}</h1>
<p class="lead">${text.lead(view.control)}</p>
${errorSummary(messages, errors)}
<p id="otp"><a href="${view.href}" target="_blank" rel="noopener">${text.open}</a></p>
<form method="post" action="${view.action}">
<input type="hidden" name="step" value="otp">
${actions(messages, text.done)}
</form>`,
  }
}
