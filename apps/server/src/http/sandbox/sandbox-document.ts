/** The plain page around the sandbox's own tools. */
export function sandboxDocument(title: string, body: string, script?: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Raccord sandbox</title><link rel="stylesheet" href="/gallery/style.css">${script ? `<script type="module" src="${script}"></script>` : ''}</head>
<body><header><h1>${title}</h1></header>${body}</body></html>`
}
