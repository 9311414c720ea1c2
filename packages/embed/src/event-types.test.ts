import { readFile, writeFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { type EventField, type EventRow, events } from '../../contract/src/events.ts'

const file = new URL('event-types.ts', import.meta.url)

const typeOf = ({ type, values }: EventField) =>
  values ? (values.length > 6 ? 'Step' : values.map((value) => `'${value}'`).join(' | ')) : type

function source(): string {
  const rows = Object.entries(events as Record<string, EventRow>)
  const steps = rows.flatMap(([, row]) => Object.values(row.fields)).find((field) => (field.values?.length ?? 0) > 6)
  const members = rows.map(([name, row]) => {
    const fields = Object.entries(row.fields).map(
      ([field, known]) => `; readonly ${field}${known.optional ? '?' : ''}: ${typeOf(known)}`,
    )
    return `  /** ${row.when} */\n  | (Envelope & { readonly type: '${name}'${fields.join('')} })`
  })
  return `// Written from packages/contract/src/events.ts by event-types.test.ts (UPDATE_DOCS=1): this package depends on nothing.

/** Screens on which a person can stand. */
export type Step =
${steps?.values?.map((value) => `  | '${value}'`).join('\n')}

interface Envelope {
  readonly source: 'raccord'
  readonly v: 1
  /** SHA-256 of the session's id, hexadecimal. */
  readonly session_id_hash: string
  /** A session may hold several journeys, one after the other. */
  readonly journey: string
  /** Rises within a journey. */
  readonly seq: number
  /** Unix seconds. */
  readonly ts: number
}

/** What the widget tells the page around it; more types may be added within \`v: 1\`. */
export type RaccordEvent =
${members.join('\n')}
`
}

it('event-types.ts is what the table says (UPDATE_DOCS=1 writes it)', async () => {
  if (process.env['UPDATE_DOCS'] === '1') await writeFile(file, source())
  const squeeze = (text: string) =>
    text
      // The formatter breaks long members over lines, and then leaves their separators out.
      .replaceAll(';', '')
      .replace(/\(Envelope|\)$|\s+/gm, '')
      .replaceAll(')', '')
      .replaceAll('(', '')
  expect(squeeze(await readFile(file, 'utf8'))).toBe(squeeze(source()))
})
