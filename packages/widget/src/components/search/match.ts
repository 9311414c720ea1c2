import { fold } from './fold.ts'
import { nearPrefix } from './near.ts'

export interface Searchable {
  readonly name: string
  readonly aliases: readonly string[]
}

/**
 * What the search knows of a bank beforehand, each name and alias between bars, each word between spaces: `| credit
 * agricole | ca |`. Whether it matches is then a few `includes`, which browsers do faster than anything written here.
 */
export interface Prepared {
  readonly texts: string
  /** Without spaces: "credit agricole" is found by "creditagricole". */
  readonly squashed: string
  /** Initials of each text: "societe generale" is found by "sg". */
  readonly initials: string
  /** Only for slips of the finger, so made when first needed. */
  words?: readonly string[]
}

export type Prepare<T> = (item: T) => Prepared

/** `search(query)` → the items that match, best first; equal ones stay in the order given (the operator's order). */
export type Search<T> = (query: string) => readonly T[]

/** With fewer found as typed, one slip in a word of the query is forgiven. */
const few = 8

/** The same code ranks in the page and, when JavaScript is off, on the server. */
export function searcher<T extends Searchable>(items: readonly T[], prepare: Prepare<T> = prepared): Search<T> {
  const entries = items.map(prepare)
  return (query) => {
    const text = fold(query).trim()
    if (!text) return items
    const wanted = wantedOf(text, '|')
    const words = text.split(' ').map((word) => wantedOf(word))
    const found: { item: T; score: number }[] = []
    const add = (score: number, at: number) => {
      const item = items[at]
      if (score && item) found.push({ item, score })
    }
    const scores = entries.map((each) => scoreOf(each, wanted, words))
    scores.forEach(add)
    // Slips cost a look at every word: only when they are needed to fill a page.
    if (found.length < few)
      entries.forEach((each, at) => {
        if (!scores[at]) add(wordScores(each, words, nearScore), at)
      })
    return found.sort((a, b) => b.score - a.score).map(({ item }) => item)
  }
}

export function prepared({ name, aliases }: Searchable): Prepared {
  let texts = '|'
  let squashed = '|'
  let initials = '|'
  for (const each of [name, ...aliases]) {
    const text = fold(each).trim()
    texts += ` ${text} |`
    squashed += `${text.replaceAll(' ', '')}|`
    initials += `${text.replace(/(\S)\S* ?/g, '$1')}|`
  }
  return { texts, squashed, initials }
}

/** Query or word as `Prepared` has it. Made once a query: putting strings together costs more than looking for them. */
interface Wanted {
  readonly text: string
  readonly begins: string
  readonly whole: string
  readonly squashed: string
  /** The same closed by a bar. One letter is no abbreviation: found nowhere. */
  readonly initials: string
}

function wantedOf(text: string, bar = ''): Wanted {
  const squashed = `|${text.replaceAll(' ', '')}`
  const initials = squashed[2] ? `${squashed}|` : '-'
  return { text, begins: `${bar} ${text}`, whole: `${bar} ${text} ${bar}`, squashed, initials }
}

/** Every word must be found somewhere; the whole query standing alone as a name or alias beats all. */
function scoreOf(each: Prepared, wanted: Wanted, words: readonly Wanted[]): number {
  const { texts, squashed, initials } = each
  if (texts.includes(wanted.whole)) return 1000
  if (squashed.includes(wanted.initials)) return 900
  if (initials.includes(wanted.initials)) return 800
  if (texts.includes(wanted.begins)) return 700
  return wordScores(each, words, wordScore) || (wanted.squashed[3] && squashed.includes(wanted.squashed) ? 30 : 0)
}

function wordScores(each: Prepared, words: readonly Wanted[], scored: typeof wordScore): number {
  let sum = 0
  for (const word of words) {
    const score = scored(each, word)
    if (!score) return 0
    sum += score
  }
  return (sum / words.length) * 10
}

function wordScore({ texts, initials }: Prepared, wanted: Wanted): number {
  if (texts.includes(wanted.begins)) return texts.includes(wanted.whole) ? 50 : 40
  if (initials.includes(wanted.initials)) return 35
  return wanted.text[2] && texts.includes(wanted.text) ? 20 : 0
}

function nearScore(each: Prepared, word: Wanted): number {
  each.words ??= each.texts.split(/[ |]+/)
  return wordScore(each, word) || (each.words.some((known) => nearPrefix(word.text, known)) ? 10 : 0)
}
