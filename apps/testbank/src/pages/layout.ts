import { type Brand, OWN_BRAND } from '../brands/brand.ts'
import { type Html, html } from './html.ts'
import type { Messages } from './messages/messages.ts'

export type Page = {
  readonly title: string
  readonly body: Html
  readonly wide?: boolean
  /** Whose page it is; the test bank's own without it. */
  readonly brand?: Brand
}

/** The bank's frame around a page. No script, no style but the one file. */
export function layout(messages: Messages, page: Page): string {
  const brand = page.brand ?? OWN_BRAND
  const own = brand === OWN_BRAND
  return html`<!doctype html>
<html lang="${messages.language}" data-bank="${brand.id}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${page.title === brand.name ? brand.name : `${page.title} – ${brand.name}`}</title>
<link rel="icon" href="${own ? '/assets/bank.svg' : `/banks/${brand.id}/logo.svg`}">
<link rel="stylesheet" href="/assets/bank.css">
</head>
<body>
<header class="top"><div class="inner">
<span class="crest" aria-hidden="true">${own ? crest : brand.monogram}</span>
<span class="name"><strong>${brand.name}</strong><span>${messages.tagline}</span></span>
</div></header>
<main class="${page.wide ? 'sheet wide' : 'sheet'}">${page.body}</main>
<footer class="foot">${messages.sandbox}</footer>
</body>
</html>`.text
}

/** An arch of a bridge: two banks, joined. */
export const crest: Html = html`<svg viewBox="0 0 32 32" width="32" height="32" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round"><path d="M3 23h26M5 23v-6M27 23v-6M5 17c6-9 16-9 22 0M11 23v-9M16 23V10.500M21 23v-9"/></svg>`
