import { type Html, html } from '../html.ts'

export interface Frame {
  /** Where the demo is mounted, such as `/demo`. */
  readonly base: string
  readonly email?: string
  readonly beside: readonly { readonly href: string; readonly label: string }[]
}

/** A whole page. `script` names a file of ours; every page works without it. */
export function layout(frame: Frame, title: string, body: Html, script?: string): string {
  const signedIn = html`<nav>
    <a href="${frame.base}">Connect</a> <a href="${frame.base}/accounts">Accounts</a>
    <form method="post" action="${frame.base}/sign-out"><button class="quiet">Sign out ${frame.email}</button></form>
  </nav>`
  const beside = frame.beside.map(({ href, label }) => html`<li><a href="${href}">${label}</a></li>`)
  return html`<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${title} – Raccord demo</title>
  <link rel="stylesheet" href="${frame.base}/demo.css">
  ${script === undefined ? undefined : html`<script src="${frame.base}/${script}" defer></script>`}
</head>
<body>
  <header><strong>Raccord demo</strong> ${frame.email === undefined ? undefined : signedIn}</header>
  <main><h1>${title}</h1>${body}</main>
  ${beside.length === 0 ? undefined : html`<footer><ul>${beside}</ul></footer>`}
</body>
</html>`.text
}
