import { asText } from '../as-text.ts'
import { sandboxDocument } from '../sandbox-document.ts'

/** Stands for the client's own page at the end of a journey: what it is told. */
export function backPage(query: Readonly<Record<string, unknown>>): string {
  const rows = Object.entries(query).flatMap(([name, value]) =>
    typeof value === 'string'
      ? [
          `<tr><th scope="row"><code>${asText(name.slice(0, 100))}</code></th><td><code>${asText(value.slice(0, 300))}</code></td></tr>`,
        ]
      : [],
  )
  return sandboxDocument({
    title: 'Back at your page',
    bare: true,
    body: `<div><p>The journey is over. Your own page would be told:</p><table>${rows.join('')}</table></div>`,
  })
}
