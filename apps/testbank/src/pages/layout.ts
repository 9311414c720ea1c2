import { type Html, html } from './html.ts'
import type { Messages } from './messages/messages.ts'

export type Page = { readonly title: string; readonly body: Html; readonly wide?: boolean }

/** The bank's frame around a page. No script, no style but the one file. */
export function layout(messages: Messages, page: Page): string {
  return html`<!doctype html>
<html lang="${messages.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${page.title} – Raccord Test Bank</title>
<link rel="icon" href="/assets/bank.svg">
<link rel="stylesheet" href="/assets/bank.css">
</head>
<body>
<header class="top"><div class="inner">
<span class="crest" aria-hidden="true">${crest}</span>
<span class="name"><strong>Raccord Test Bank</strong><span>${messages.tagline}</span></span>
</div></header>
<main class="${page.wide ? 'sheet wide' : 'sheet'}">${page.body}</main>
<footer class="foot">${messages.sandbox}</footer>
</body>
</html>`.text
}

/** An arch of a bridge: two banks, joined. */
export const crest: Html = html`<svg viewBox="0 0 32 32" width="32" height="32" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round"><path d="M3 23h26M5 23v-6M27 23v-6M5 17c6-9 16-9 22 0M11 23v-9M16 23V10.500M21 23v-9"/></svg>`
