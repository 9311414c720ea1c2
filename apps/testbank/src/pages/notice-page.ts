import { html } from './html.ts'
import type { Page } from './layout.ts'
import type { Messages, Notice } from './messages/messages.ts'

/** One thing to know, and the way back where there is one. */
export function noticePage(
  messages: Messages,
  notice: Notice,
  back?: { readonly site: string; readonly href: string },
): Page {
  const { title, text } = messages.notices[notice]
  const link = back
    ? html`<div class="actions"><a class="button" href="${back.href}">${messages.back(back.site)}</a></div>`
    : undefined
  return { title, body: html`<h1>${title}</h1><p>${text}</p>${link}` }
}
