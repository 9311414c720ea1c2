import { type Folded, fold } from './fold.ts'
import { nearPrefix } from './near.ts'

export interface Searchable {
  readonly name: string
  readonly aliases: readonly string[]
}

export interface Match<T> {
  readonly item: T
  /** Parts of `name` to mark: start and end, end excluded. */
  readonly ranges: readonly (readonly [number, number])[]
}

/** What the search knows of a bank beforehand. */
export interface Prepared {
  readonly name: Folded
  readonly texts: readonly string[]
  /** The same without spaces: "credit agricole" is found by "creditagricole". */
  readonly squashed: readonly string[]
  /** Initials of each text: "societe generale" is found by "sg". */
  readonly initials: readonly string[]
  readonly words: readonly string[]
}

type Entry<T> = Prepared & { readonly item: T }
export type Prepare = (item: Searchable) => Prepared

/** `search(query)` → matches, best first; equal ones stay in the order given (the operator's order). */
export type Search<T> = (query: string) => Match<T>[]

/** Folds the list once; `prepare` may know the names already. The same code ranks on the server when JavaScript is off. */
export function searcher<T extends Searchable>(items: readonly T[], prepare: Prepare = prepared): Search<T> {
  const entries = items.map((item): Entry<T> => ({ item, ...prepare(item) }))
  return (query) => {
    const wanted = fold(query).text.trim()
    if (!wanted) return items.map((item) => ({ item, ranges: [] }))
    const tokens = wanted.split(' ')
    const found: { entry: Entry<T>; score: number }[] = []
    for (const each of entries) {
      const score = scoreOf(each, wanted, tokens)
      if (score > 0) found.push({ entry: each, score })
    }
    found.sort((a, b) => b.score - a.score)
    return found.map(({ entry: { item, name } }) => ({ item, ranges: ranges(name, tokens) }))
  }
}

export function prepared(item: Searchable): Prepared {
  const name = fold(item.name)
  const texts = [name.text.trim(), ...item.aliases.map((alias) => fold(alias).text.trim())]
  const words = texts.flatMap((text) => text.split(' '))
  const squashed = texts.map((text) => text.replaceAll(' ', ''))
  return { name, texts, squashed, words, initials: texts.map((text) => text.replace(/(\S)\S* ?/g, '$1')) }
}

/** Every token must be found somewhere; the whole query standing alone as a name or alias beats all. */
function scoreOf<T>(each: Entry<T>, wanted: string, tokens: readonly string[]): number {
  const squashed = wanted.replaceAll(' ', '')
  if (each.texts.includes(wanted)) return 1000
  if (each.squashed.includes(squashed)) return 900
  if (squashed.length > 1 && each.initials.includes(squashed)) return 800
  if (each.texts.some((text) => text.startsWith(wanted))) return 700
  let sum = 0
  for (const token of tokens) {
    const best = tokenScore(each, token)
    if (best === 0) {
      sum = 0
      break
    }
    sum += best
  }
  if (sum > 0) return (sum / tokens.length) * 10
  return squashed.length > 2 && each.squashed.some((text) => text.startsWith(squashed)) ? 30 : 0
}

function tokenScore<T>(each: Entry<T>, token: string): number {
  let best = 0
  for (const word of each.words) {
    if (word === token) return 50
    if (word.startsWith(token)) best = Math.max(best, 40)
    else if (best < 20 && token.length > 2 && word.includes(token)) best = 20
    else if (best < 10 && nearPrefix(token, word)) best = 10
  }
  if (best < 35 && token.length > 1 && each.initials.includes(token)) best = 35
  return best
}

/** First beginning of a word that each token matches, else its first occurrence, in positions of the name as written. */
function ranges(name: Folded, tokens: readonly string[]): [number, number][] {
  const marked: [number, number][] = []
  for (const token of tokens) {
    const atWord = ` ${name.text}`.indexOf(` ${token}`)
    const at = atWord >= 0 ? atWord : token.length > 2 ? name.text.indexOf(token) : -1
    const start = name.origin[at]
    const last = name.origin[at + token.length - 1]
    if (start !== undefined && last !== undefined) marked.push([start, last + 1])
  }
  marked.sort((a, b) => a[0] - b[0])
  return marked.filter(([start], index) => start >= (marked[index - 1]?.[1] ?? 0))
}
