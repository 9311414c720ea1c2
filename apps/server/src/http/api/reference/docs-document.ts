import { text } from './docs-text.ts'

export interface NavGroup {
  readonly title: string
  readonly links: readonly { readonly href: string; readonly label: string }[]
}

/** A page of the documentation: bar, text, contents. No script; on a phone the contents are at its end. */
export function docsDocument(page: {
  readonly title: string
  readonly body: string
  readonly nav: readonly NavGroup[]
  readonly path: string
  readonly query?: string
  /** Ways to the sandbox's other tools. */
  readonly tools?: string
}): string {
  const groups = page.nav.map(({ title, links }) => {
    const items = links.map(
      ({ href, label }) =>
        `<li><a href="${text(href)}"${href === page.path ? ' aria-current="page"' : ''}>${text(label)}</a></li>`,
    )
    return `<h2>${text(title)}</h2><ul>${items.join('')}</ul>`
  })
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text(page.title)} · Raccord</title><link rel="stylesheet" href="/docs/style.css"></head>
<body class="docs"><a class="skip" href="#text">To the text</a>
<header class="bar"><a class="home" href="/docs">Raccord <span>docs</span></a>${page.tools ?? ''}<a class="to-contents" href="#contents">Contents</a>
<form role="search" action="/docs/search" method="get"><label><span class="hidden">Search the documentation</span><input type="search" name="q" value="${text(page.query)}" placeholder="Search" maxlength="100" required></label><button>Search</button></form></header>
<main id="text">${page.body}</main>
<nav id="contents" aria-label="Contents">${groups.join('')}</nav></body></html>`
}
