import { toolBar } from '../sandbox/sandbox-document.ts'

/** The plain page around the report and the rules. No script; the reference's sheet and a little of its own. `bar`: of a sandbox. */
export function migrationDocument(title: string, body: string, bar = false): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Raccord</title><link rel="stylesheet" href="/docs/style.css"><link rel="stylesheet" href="/docs/migration.css"></head>
<body>${bar ? toolBar('/migration') : ''}<main><h1>${title}</h1>${body}</main></body></html>`
}

export const migrationStyle = `
.bars { display: block; max-width: 100%; margin: .8rem 0 }
.bars rect { fill: var(--mark) }
.bars .base { fill: var(--line) }
.mark { color: var(--mark) }
.spans a { display: inline-block; padding: .6rem .4rem }
.spans [aria-current] { font-weight: 700; text-decoration: none; color: inherit }
td { min-width: 3.5rem }
section > h2 { margin-top: 0; border: 0 }
.day { white-space: nowrap }
`
