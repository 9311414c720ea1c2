/** One `name=value` of a query, as it was written. */
export interface Pair {
  /** Everything from after the separator: `name=value`, `name=`, or `name`. */
  readonly text: string
  /** Decoded, to compare. */
  readonly name: string
  /** As written; undefined without `=`. */
  readonly value: string | undefined
  /** Offset in the link; undefined for a pair that was made. */
  readonly at?: number
  /** What joins it to the one before, where that is not how the rest is joined. */
  readonly joint?: string
}

export interface SplitLink {
  readonly path: string
  /** Undefined without `?`. */
  readonly pairs: readonly Pair[] | undefined
  /** How the query is joined: `&`, or `&amp;` in markup and `\u0026` in JSON. */
  readonly separator: string
  /** With its `#`, or empty. */
  readonly fragment: string
}

// Private use: in no address, one code unit each, so that offsets stay.
const cover = '\ue000'

/** Placeholders of templates may hold `?`, `#`, `&` and `=` of their own: `${a ? b : c}`, `#{x}`, `{{ x|f }}`, `<?= $x ?>`. */
const placeholder =
  /\$\{(?:[^{}]|\{[^{}]*\})*\}|#\{[^{}]*\}|\{\{.*?\}\}|\{%.*?%\}|\{!!.*?!!\}|<\?(?:=|php).*?\?>|<%[=-]?.*?%>|\\\((?:[^()]|\([^()]*\))*\)|\$\((?:[^()]|\([^()]*\))*\)|\{ ?[^{}"'\s]* ?\}/gs

/** The same length, with every placeholder made opaque. */
export function masked(text: string): string {
  return text.replace(placeholder, (found) => cover.repeat(found.length))
}

export const isPlaceholder = (text: string): boolean =>
  masked(text).includes(cover) || /^(?:%[sdv@]|%\(\w+\)s|:\w+|\$[A-Za-z_]\w*|<\w+>|\[\w+\])/.test(text)

const separators = /&amp;|&#38;|&#x26;|\\u0026|&/gi

/** Splits without decoding, so that joining gives the same bytes again. */
export function splitLink(link: string): SplitLink {
  const mask = masked(link)
  const hash = indexOrEnd(mask, '#', (at) => mask[at - 1] !== '&')
  const question = mask.slice(0, hash).indexOf('?')
  const path = link.slice(0, question < 0 ? hash : question)
  if (question < 0) return { path, pairs: undefined, separator: '&', fragment: link.slice(hash) }
  const query = link.slice(question + 1, hash)
  const queryMask = mask.slice(question + 1, hash)
  const pairs: Pair[] = []
  let start = 0
  let separator: string | undefined
  let joint: string | undefined
  // Empty ones too (`?a=1&`): programs append to such a link.
  const take = (end: number) => {
    const pair = pairOf(query.slice(start, end), queryMask.slice(start, end))
    pairs.push({ ...pair, at: question + 1 + start, ...(joint === separator || joint === undefined ? {} : { joint }) })
  }
  for (const found of queryMask.matchAll(separators)) {
    separator ??= found[0]
    take(found.index)
    joint = found[0]
    start = found.index + found[0].length
  }
  take(query.length)
  // A lone pair tells nothing about its surroundings; `&` is right everywhere but in markup, where it is tolerated.
  return { path, pairs, separator: separator ?? '&', fragment: link.slice(hash) }
}

export function joinLink({ path, pairs, separator, fragment }: SplitLink): string {
  const joined = pairs?.map(({ text, joint = separator }, index) => (index === 0 ? text : joint + text))
  const query = joined === undefined ? '' : `?${joined.join('')}`
  return `${path}${pairs?.length === 0 ? '' : query}${fragment}`
}

export function pairOf(text: string, mask = masked(text)): Pair {
  const equals = mask.indexOf('=')
  const name = equals < 0 ? text : text.slice(0, equals)
  return { text, name: decoded(name), value: equals < 0 ? undefined : text.slice(equals + 1) }
}

function indexOrEnd(text: string, wanted: string, accept: (at: number) => boolean): number {
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) if (accept(at)) return at
  return text.length
}

/** Percent-decoded; as it is where that fails. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}
