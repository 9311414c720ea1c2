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
  /** Which letters are in them, a bit each (`lettersOf`). */
  readonly letters: number
}

export type Prepare<T> = (item: T) => Prepared

/** `search(query)` → the items that match, best first; equal ones stay in the order given (the operator's order). */
export type Search<T> = (query: string) => readonly T[]

/** With fewer found as typed, one slip in a word of the query is forgiven. */
const few = 8

/** The same code ranks in the page and, when JavaScript is off, on the server. */
export function searcher<T extends Searchable>(items: readonly T[], prepare: Prepare<T> = prepared): Search<T> {
  const entries = items.map(prepare)
  // Every word there is, once: of thousands of names only hundreds. Only for slips, so made when first needed.
  let known: readonly string[] | undefined
  return (query) => {
    const text = fold(query).trim()
    if (!text) return items
    const wanted = wantedOf(text, '|')
    const words = text.split(' ').map((word) => wantedOf(word))
    // By score instead of sorted by it: a letter finds thousands. Holes are left out by `flat`.
    const found: T[][] = []
    let count = 0
    const add = (score: number, at: number) => {
      const item = items[at]
      if (!score || !item) return
      count += 1
      const place = 1000 - Math.round(score)
      const equal = found[place]
      if (equal) equal.push(item)
      else found[place] = [item]
    }
    const scores = entries.map((each) => scoreOf(each, wanted, words))
    scores.forEach(add)
    if (count < few) {
      known ??= [...new Set(entries.flatMap(({ texts }) => texts.split(' ')))]
      for (const word of words)
        word.near = known.filter((other) => nearPrefix(word.text, other)).map((other) => ` ${other} `)
      if (words.some(({ near }) => near[0]))
        entries.forEach((each, at) => {
          if (!scores[at]) add(wordScores(each, words, nearScore), at)
        })
    }
    return found.flat()
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
  return { texts, squashed, initials, letters: lettersOf(texts) }
}

/** A shift counts modulo 32: `a` to `z` have bits of their own, other signs share them. */
function lettersOf(text: string): number {
  let letters = 0
  for (const sign of text) letters |= 1 << sign.charCodeAt(0)
  return letters
}

/** Query or word as `Prepared` has it. Made once a query: putting strings together costs more than looking for them. */
interface Wanted {
  readonly text: string
  readonly begins: string
  readonly whole: string
  readonly squashed: string
  /** The same closed by a bar. One letter is no abbreviation: found nowhere. */
  readonly initials: string
  readonly letters: number
  /** One slip away from it, as `texts` has them. */
  near: readonly string[]
}

function wantedOf(text: string, bar = ''): Wanted {
  const squashed = `|${text.replaceAll(' ', '')}`
  const initials = squashed[2] ? `${squashed}|` : '-'
  return {
    text,
    begins: `${bar} ${text}`,
    whole: `${bar} ${text} ${bar}`,
    squashed,
    initials,
    letters: lettersOf(text),
    near: [],
  }
}

/**
 * Every word must be found somewhere; the whole query standing alone as a name or alias beats all. Letters, then words,
 * come first: most banks lack them and are done with.
 */
function scoreOf(each: Prepared, wanted: Wanted, words: readonly Wanted[]): number {
  const { texts, squashed, initials } = each
  if (wanted.letters & ~each.letters) return 0
  const score = wordScores(each, words, wordScore)
  if (score && texts.includes(wanted.whole)) return 1000
  if (squashed.includes(wanted.initials)) return 900
  if (initials.includes(wanted.initials)) return 800
  if (score && texts.includes(wanted.begins)) return 700
  return score || (wanted.squashed[3] && squashed.includes(wanted.squashed) ? 30 : 0)
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
  const { text, begins, whole } = wanted
  const inside = texts.includes(text[2] ? text : begins)
  if (inside && texts.includes(begins)) return texts.includes(whole) ? 50 : 40
  if (initials.includes(wanted.initials)) return 35
  return inside ? 20 : 0
}

function nearScore(each: Prepared, word: Wanted): number {
  return wordScore(each, word) || (word.near.some((other) => each.texts.includes(other)) ? 10 : 0)
}
