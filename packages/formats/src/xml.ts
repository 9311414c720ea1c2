import { oneLine } from './one-line.ts'

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

export function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (mark) => entities[mark] ?? mark)
}

/** An element that holds text, on one line, at most so long; none at all for no text. */
export function leaf(name: string, text: string | undefined, most?: number): string {
  const line = text === undefined ? '' : oneLine(text, most)
  return line === '' ? '' : `<${name}>${escapeXml(line)}</${name}>`
}
