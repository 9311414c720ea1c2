import { readFile, writeFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { type EventField, type EventRow, events } from './events.ts'

const file = new URL('../../../docs/reference/events.md', import.meta.url)

const fieldLine = (name: string, { type, values, optional, meaning }: EventField) =>
  `| \`${name}\` | ${values ? values.map((value) => `\`${value}\``).join(' ') : type}${optional ? ', optional' : ''} | ${meaning} |`

function markdown(): string {
  const rows = Object.entries(events as Record<string, EventRow>)
  const overview = rows.map(([name, row]) => {
    const shown = Object.keys(row.fields).length > 0 ? `[\`${name}\`](#${name})` : `\`${name}\``
    return `| ${shown} | ${row.promise} | ${row.when} |`
  })
  const details = rows
    .filter(([, row]) => Object.keys(row.fields).length > 0)
    .map(([name, row]) => {
      const lines = Object.entries(row.fields).map(([field, known]) => fieldLine(field, known))
      return `### ${name}\n\n${row.when}\n\n| field | values | meaning |\n| --- | --- | --- |\n${lines.join('\n')}\n`
    })
  return `# Events

Written from \`packages/contract/src/events.ts\`. How to listen: [guide](../guide/events.md).

Every event is one message of the widget to the page that frames it or opened it:

\`\`\`json
{"source": "raccord", "v": 1, "session_id_hash": "…", "journey": "K7QF-2MZX", "type": "select_provider", "seq": 2000, "ts": 1795353600, "provider_id": "100"}
\`\`\`

| field | meaning |
| --- | --- |
| \`source\`, \`v\` | \`raccord\`, 1. Within version 1 types and fields may be added, never changed |
| \`session_id_hash\` | SHA-256 of the session's id, hexadecimal. The id itself opens the session and is in no event |
| \`journey\` | reference of the journey, as on error screens and in \`GET /v2.1/widget_sessions/{id}\`; a session may hold several, one after the other |
| \`type\` | one of those below |
| \`seq\` | rises within a journey, with gaps. The same event has the same number on every page, tab and reload. A frame that is put in anew, or whose page is read again, tells the last \`step\` once more under its number |
| \`ts\` | when it happened, Unix seconds |

No event holds personal data, text that was typed, or a secret.

| type | promise | when |
| --- | --- | --- |
${overview.join('\n')}

**stable**: name, moment and fields stay. **informational**: for statistics; may be refined.

${details.join('\n')}`
}

it('docs/reference/events.md is what the table says (UPDATE_DOCS=1 writes it)', async () => {
  if (process.env['UPDATE_DOCS'] === '1') await writeFile(file, markdown())
  expect(await readFile(file, 'utf8')).toBe(markdown())
})
