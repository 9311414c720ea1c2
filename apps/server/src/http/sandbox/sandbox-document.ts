const tools = [
  { href: '/', label: 'Start' },
  { href: '/demo', label: 'Demo' },
  { href: '/gallery', label: 'Screens' },
  { href: '/studio', label: 'Your design' },
  { href: '/compare', label: 'Old and new' },
]

/** The plain page around the sandbox's own tools, with the way to each of them. `here`: which of them it is. */
export function sandboxDocument({
  title,
  body,
  here,
  script,
}: {
  readonly title: string
  readonly body: string
  readonly here?: string
  readonly script?: string
}): string {
  const links = tools.map(
    ({ href, label }) => `<a href="${href}"${href === here ? ' aria-current="page"' : ''}>${label}</a>`,
  )
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Raccord sandbox</title><link rel="stylesheet" href="/gallery/style.css">${script ? `<script type="module" src="${script}"></script>` : ''}</head>
<body><header><nav class="tools" aria-label="Sandbox"><b>Raccord <span>sandbox</span></b>${links.join('')}</nav><h1>${title}</h1></header>${body}</body></html>`
}
