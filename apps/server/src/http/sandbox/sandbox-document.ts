/** Where a sandbox's own tools are: the same row on each of them. */
const tools = [
  { href: '/', label: 'Start' },
  { href: '/demo', label: 'Demo' },
  { href: '/gallery', label: 'Screens' },
  { href: '/studio', label: 'Your design' },
  { href: '/compare', label: 'Old and new' },
  { href: '/migration', label: 'Migration' },
  { href: '/docs', label: 'Documentation' },
]

/** The bar over the tools of a sandbox. `here`: which of them it is. */
export function toolBar(here?: string): string {
  const links = tools.map(
    ({ href, label }) => `<a href="${href}"${href === here ? ' aria-current="page"' : ''}>${label}</a>`,
  )
  return `<nav class="tools" aria-label="Sandbox"><a class="home" href="/"><b>Raccord</b> sandbox</a>${links.join('')}</nav>`
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
<body>${bare ? '' : `<header>${toolBar(here)}</header>`}<div class="page"><h1>${title}</h1>${body}</div></body></html>`
}
