/** Where a sandbox's own tools are: the same row on each of them. */
export const sandboxTools = [
  { href: '/', label: 'Start' },
  { href: '/demo', label: 'Demo' },
  { href: '/gallery', label: 'Screens' },
  { href: '/studio', label: 'Your design' },
  { href: '/compare', label: 'Old and new' },
  { href: '/migration', label: 'Migration' },
  { href: '/docs', label: 'Documentation' },
]

/** The row of the sandbox's tools. `here`: which of them it is. */
export function toolLinks(here?: string): string {
  const links = sandboxTools.map(
    ({ href, label }) => `<a href="${href}"${href === here ? ' aria-current="page"' : ''}>${label}</a>`,
  )
  return `<nav class="tools" aria-label="Sandbox">${links.join('')}</nav>`
}

/** The bar over the tools of a sandbox. */
export function toolBar(here?: string): string {
  return `<header class="bar"><a class="home" href="/">Raccord <span>sandbox</span></a>${toolLinks(here)}</header>`
}

/** The plain page around the sandbox's own tools, with the way to each of them; `bare` without, for a page in a frame. */
export function sandboxDocument({
  title,
  body,
  here,
  script,
  bare,
}: {
  readonly title: string
  readonly body: string
  readonly here?: string
  readonly script?: string
  readonly bare?: true
}): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Raccord sandbox</title><link rel="stylesheet" href="/gallery/style.css">${script ? `<script type="module" src="${script}"></script>` : ''}</head>
<body>${bare ? '' : toolBar(here)}<main class="page"><h1>${title}</h1>${body}</main></body></html>`
}
