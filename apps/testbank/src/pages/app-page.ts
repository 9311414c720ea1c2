import { html } from './html.ts'
import type { Page } from './layout.ts'
import type { Messages } from './messages/messages.ts'

export type AppState = 'open' | 'itself' | 'approved' | 'refused' | 'expired' | 'nothing'

/** What the bank's app on a phone would show: one request, two answers. */
export function appPage(messages: Messages, state: AppState, control: string, action: string): Page {
  const text = messages.app
  if (state !== 'open') {
    return { title: text.title, body: html`<h1>${text.title}</h1><p class="lead" role="status">${text[state]}</p>` }
  }
  return {
    title: text.title,
    body: html`<h1>${text.title}</h1>
<p class="lead">${text.lead(control)}</p>
<form method="post" action="${action}">
<div class="actions">
<button type="submit" name="decision" value="approve">${text.approve}</button>
<button type="submit" name="decision" value="refuse" class="quiet">${text.refuse}</button>
</div>
</form>`,
  }
}
