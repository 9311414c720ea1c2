import { text } from './docs-text.ts'

export interface Entry {
  readonly href: string
  readonly title: string
  /** Where it stands: a chapter, a guide. */
  readonly within: string
  readonly text: string
}

const most = 40

/** What has every word of the query, titles first. No script, no service: the pages are read here. */
export function searchPage(entries: readonly Entry[], query: string): string {
  const words = plainWords(query)
  const found = entries
    .map((entry) => ({ entry, score: scoreOf(entry, words) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, most)
  const hits = found.map(
    ({ entry }) =>
      `<li><a href="${text(entry.href)}">${text(entry.title)}</a> <span class="quiet">${text(entry.within)}</span><p>${excerpt(entry.text, words)}</p></li>`,
  )
  const none =
    words.length === 0
      ? '<p>Type a word: a path, a field, an error code, a parameter.</p>'
      : '<p>Nothing has all of these words. Try one of them, or the name as it stands in the JSON.</p>'
  return `<h1>Search</h1>${hits.length > 0 ? `<p role="status">${hits.length === most ? 'The first ' : ''}${hits.length} for “${text(query)}”</p><ol class="hits">${hits.join('')}</ol>` : none}`
}

const fold = (raw: string): string => raw.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

const plainWords = (query: string): readonly string[] =>
  fold(query)
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, 8)

/** Folded once: a search reads all pages. */
const folded = new WeakMap<Entry, readonly [string, string, string]>()

function scoreOf(entry: Entry, words: readonly string[]): number {
  const known = folded.get(entry) ?? ([fold(entry.title), fold(entry.within), fold(entry.text)] as const)
  folded.set(entry, known)
  const [inTitle, around, inBody] = known
  let score = 0
  for (const word of words) {
    if (inTitle === word) score += 20
    else if (inTitle.includes(word)) score += 8
    else if (around.includes(word)) score += 3
    else if (inBody.includes(word)) score += 1
    else return 0
  }
  return score
}

function excerpt(body: string, words: readonly string[]): string {
  const at = Math.max(0, ...words.map((word) => fold(body).indexOf(word)))
  const start = Math.max(0, at - 60)
  const piece = body.slice(start, start + 200)
  return `${start > 0 ? '… ' : ''}${text(piece)}${start + 200 < body.length ? ' …' : ''}`
}
