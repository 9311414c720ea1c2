import { attribute, type Html, html } from './html.ts'
import type { Messages } from './messages/messages.ts'

export type FieldErrors = Readonly<Record<string, string>>

/** Errors at the top, each a link to its field; nothing when there are none. */
export function errorSummary(messages: Messages, errors: FieldErrors): Html | undefined {
  const entries = Object.entries(errors)
  if (entries.length === 0) return undefined
  return html`<div class="summary" role="alert"><h2>${messages.errorSummary}</h2>${entries.map(
    ([name, text]) => html`<div><a href="#${name}">${text}</a></div>`,
  )}</div>`
}

type Field = {
  readonly name: string
  readonly label: string
  readonly type: 'text' | 'password'
  readonly autocomplete: string
  readonly value?: string
  readonly hint?: string
  readonly inputmode?: 'numeric' | 'text' | 'url'
  readonly maxlength?: number
  readonly code?: true
}

export function field(input: Field, errors: FieldErrors): Html {
  const { name, label, hint, type, value = '', autocomplete, inputmode = 'text', maxlength = 200 } = input
  const error = errors[name]
  const described = [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ')
  return html`<div class="field">
<label for="${name}">${label}</label>
${hint ? html`<span class="hint" id="${name}-hint">${hint}</span>` : undefined}
<input id="${name}" name="${name}" type="${type}" value="${value}"${attribute('class', input.code && 'code')} autocomplete="${autocomplete}" autocapitalize="none" spellcheck="false" inputmode="${inputmode}" maxlength="${maxlength}"${attribute('aria-describedby', described)}${attribute('aria-invalid', error && 'true')}>
${error ? html`<span class="error" id="${name}-error">${error}</span>` : undefined}
</div>`
}

/** The two answers of every step. Enter in a field presses the first button, so agreeing comes first. */
export function actions(messages: Messages, submit: string): Html {
  return html`<div class="actions">
<button type="submit" name="decision" value="approve">${submit}</button>
<button type="submit" name="decision" value="refuse" class="quiet" formnovalidate>${messages.refuse}</button>
</div>`
}
