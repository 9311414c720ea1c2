import { endpoints } from '@raccord/contract'
import type { Edit } from './finding.ts'
import type { Token } from './lex/token.ts'
import type { PathHit } from './path-hits.ts'
import { flat, isString, type Node } from './tree/node.ts'

/** Paths in pieces: `["widget", "add_connection"]`, `.segment("widget").segment("add_connection")`. */
export function segmentHits(nodes: readonly Node[], source: string): PathHit[] {
  const tokens = stringsOf(nodes)
  const hits: PathHit[] = []
  for (const [at, token] of tokens.entries()) {
    const page = tokens[at + 1]
    const endpoint = endpoints.find((name) => name === (page && bodyOf(page)))
    if (bodyOf(token) !== 'widget' || !page || !endpoint) continue
    const between = source.slice(token.end, page.start)
    const comma = /^\s*,\s*$/.test(between)
    const call = /^\s*\)\s*(\.\w+\()\s*$/.exec(between)?.[1]
    const edit = comma ? listed(token, source) : call === undefined ? undefined : chained(token, call, source)
    if (!edit) continue
    const before = tokens[at - 1]
    const start = page.body?.start ?? page.start
    const text = source.slice(start, page.body?.end ?? page.end)
    hits.push({
      target: 'link',
      endpoint,
      versioned: before !== undefined && bodyOf(before) === 'v2.1',
      lead: 'based',
      start: 0,
      end: text.length,
      insert: '',
      query: [],
      names: [],
      edit,
      virtual: { text, map: Array.from(text, (_, index) => start + index), holes: new Map(), strings: [page], start },
    })
  }
  return hits
}

function listed(token: Token, source: string): Edit {
  const quote = source[token.start] ?? '"'
  return { start: token.start, end: token.start, text: `${quote}v2.1${quote}, ` }
}

/** The same call once more, in front of the one for `widget`. */
function chained(token: Token, call: string, source: string): Edit | undefined {
  const start = token.start - call.length
  const quote = source[token.start] ?? '"'
  if (source.slice(start, token.start) !== call) return undefined
  return { start, end: start, text: `${call}${quote}v2.1${quote})` }
}

const stringsOf = (nodes: readonly Node[]): Token[] => [...flat(nodes)].filter((token) => isString(token))

const bodyOf = ({ text, start, end, body }: Token): string =>
  text.slice((body?.start ?? start) - start, (body?.end ?? end) - start)
