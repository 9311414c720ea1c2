import { type Html, html, type Piece } from '../html.ts'

export interface DocumentParts {
  readonly locale: string
  readonly title: string
  /** Of the application: its name, its first page, where its style sheet and scripts are. */
  readonly app: { readonly name: string; readonly home: string; readonly base: string; readonly sheet: string }
  /** Nobody is signed in: one narrow column. */
  readonly door: boolean
  readonly bodyClass?: string
  /** For the keyboard: past the navigation. */
  readonly skip: string
  readonly nav?: {
    readonly label: string
    readonly links: readonly { readonly href: string; readonly label: string; readonly here: boolean }[]
  }
  /** Above everything. */
  readonly ribbon?: Piece
  /** Beside the title. */
  readonly action?: Piece
  /** Signing in needs its script; every other page has none. */
  readonly passkeys?: boolean
  /** Where the browser goes on to by itself. */
  readonly refresh?: string | undefined
}

/** A whole page of an application of ours. It works without script. */
export function pageDocument(parts: DocumentParts, body: Html): string {
  const { locale, title, app, door, bodyClass = '', skip, nav, ribbon, action, passkeys, refresh } = parts
  const classes = [door ? 'door' : '', bodyClass].filter((one) => one !== '').join(' ')
  return html`<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · ${app.name}</title>
${
  refresh !== undefined &&
  html`<meta http-equiv="refresh" content="0; url=${refresh}">
`
}<link rel="stylesheet" href="${app.base}/assets/${app.sheet}">
${passkeys && html`<script src="${app.base}/assets/webauthn.js" defer></script><script src="${app.base}/assets/passkeys.js" defer></script>`}
</head>
<body${classes !== '' && html` class="${classes}"`}>
<a class="skip" href="#page">${skip}</a>
${ribbon}
<header><a class="brand" href="${app.home}">${app.name}</a>${
    nav &&
    html`<nav aria-label="${nav.label}"><ul>${nav.links.map(
      ({ href, label, here }) => html`<li><a href="${href}"${here && html` aria-current="page"`}>${label}</a></li>`,
    )}</ul></nav>`
  }</header>
<main id="page"><div class="head"><h1>${title}</h1>${action}</div>
${body}</main>
</body>
</html>`.text
}
