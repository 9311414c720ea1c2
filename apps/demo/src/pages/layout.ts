import { type Html, html } from '../html.ts'

export interface Frame {
  /** Where the demo is mounted, such as `/demo`. */
  readonly base: string
  readonly email?: string
  readonly beside: readonly { readonly href: string; readonly label: string }[]
  /** The page stands in a frame of another one of ours: without its head. */
  readonly nested?: true
}

const logo = html`<svg class="logo" viewBox="0 0 56 56" width="32" height="32" aria-hidden="true"><rect width="56" height="56" rx="14" fill="#0e7090"/><path d="M14 40V30M24 40V22M34 40V26M44 40V14" stroke="#fff" stroke-width="5" stroke-linecap="round"/></svg>`

/** A whole page. `script` names a file of ours; every page works without it. */
export function layout(frame: Frame, title: string, body: Html, script?: string): string {
  const signedIn = html`<nav aria-label="Demo Budget">
    <a href="${frame.base}/accounts">Accounts</a> <a href="${frame.base}">Connect a bank</a>
    <form method="post" action="${frame.base}/sign-out"><button class="quiet">Sign out</button></form>
  </nav>`
  const tools = frame.beside.map(
    ({ href, label }) =>
      html`<a href="${href}"${href === frame.base ? html` aria-current="page"` : undefined}>${label}</a>`,
  )
  const bar = html`<div class="bar"><a class="home" href="/">Raccord <span>sandbox</span></a><nav class="tools" aria-label="Sandbox">${tools}</nav></div>`
  return html`<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${title} – Demo Budget</title>
  <link rel="stylesheet" href="${frame.base}/demo.css">
  ${script === undefined ? undefined : html`<script src="${frame.base}/${script}" defer></script>`}
</head>
<body>
  ${frame.nested || frame.beside.length === 0 ? undefined : bar}
  ${
    frame.nested
      ? undefined
      : html`<header class="app"><a class="name" href="${frame.base}">${logo}<strong>Demo Budget</strong></a>${frame.email === undefined ? undefined : signedIn}</header>`
  }
  <main>${frame.nested || frame.email === undefined ? undefined : html`<small class="who">${frame.email}</small>`}<h1>${title}</h1>${body}</main>
</body>
</html>`.text
}
