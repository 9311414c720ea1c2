import { type Endpoint, endpoints, type MigrationRuleId } from '@raccord/contract'
import { decoded, isPlaceholder, masked, splitLink } from '../url/split-link.ts'
import type { Edit } from './finding.ts'
import { isPrevious } from './previous-names.ts'
import { hole, type VirtualText } from './virtual-text.ts'

/** What stands before a path: an address, an expression, nothing, other segments of a path, or words. */
export type Lead = 'absolute' | 'based' | 'bare' | 'prefixed' | 'prose'

export interface QueryHit {
  readonly name: string
  readonly value: string | undefined
  /** Offsets in the virtual text, of the whole pair and of its name. */
  readonly start: number
  readonly end: number
  readonly nameEnd: number
}

export interface PathHit {
  readonly target: 'link' | 'session' | 'terms' | 'professional-account'
  /** Undefined where the name of the page is only known when the program runs. */
  readonly endpoint?: Endpoint
  readonly versioned: boolean
  readonly lead: Lead
  /** The expression right before the path. */
  readonly base?: string
  readonly start: number
  readonly end: number
  /** What to put in at `start`. */
  readonly insert: string
  readonly query: readonly QueryHit[]
  /** Every name in the query, new ones included. */
  readonly names: readonly string[]
  readonly virtual: VirtualText
  /** Where the path is given in pieces, the change is not at its text. */
  readonly edit?: Edit
}

const slash = String.raw`\\?\/`
const pages = [...endpoints, 'terms', 'professional-account'].join('|')
const format = String.raw`%(?:\d+\$)?[sv@]|\{\w*\}|\$\{?\w+\}?|:\w+|<\w+>`
const path = new RegExp(
  `(?<version>${slash}v2\\.1(?:${slash}widget(?=${slash}widget_session))?)?(?<slash>${slash}|^)(?:widget${slash}(?:(?<page>${pages})(?![\\w.-])|(?<any>${hole}|${format}|$))|(?<session>widget_session)(?![\\w.-]))`,
  'g',
)

/** Every path of the widgets in a text. */
export function pathHits(virtual: VirtualText): PathHit[] {
  const mask = masked(virtual.text)
  const hits: PathHit[] = []
  for (const found of mask.matchAll(path)) {
    const { version, slash: first = '', page, session } = found.groups ?? {}
    const start = found.index + (version?.length ?? 0)
    // `widget_session` and `widget/terms` alone are common words.
    if (first === '' && page === undefined && (!session || virtual.text !== session)) continue
    const end = found.index + found[0].length
    const before = mask.slice(0, found.index)
    const { lead, base } = leadOf(before, virtual)
    const queryEnd = end + (/^[^\s"'`<>\\)]*(?:\\u0026[^\s"'`<>\\)]*)*/.exec(mask.slice(end))?.[0].length ?? 0)
    const { query, names } = queryOf(virtual.text.slice(end, queryEnd), end)
    const endpoint = endpoints.find((name) => name === page)
    hits.push({
      target: session ? 'session' : page === 'terms' || page === 'professional-account' ? page : 'link',
      ...(endpoint ? { endpoint } : {}),
      versioned: version !== undefined,
      lead,
      base,
      start,
      end,
      insert: first === '' ? 'v2.1/' : `${first}v2.1`,
      query,
      names,
      virtual,
    })
  }
  return hits
}

function leadOf(before: string, virtual: VirtualText): { readonly lead: Lead; readonly base?: string } {
  // From the last white space or quote: markup and messages hold addresses among words.
  const cut = Math.max(...[' ', '\n', '\t', '"', "'", '`', '(', '<', '>', '|'].map((mark) => before.lastIndexOf(mark)))
  // An attribute, a CSS url(), a value of JSON within a string: an address all the same.
  const unquoted = /^[A-Za-z_:@][\w:.-]*=(?!=)/.test(before.slice(cut + 1))
  if (cut >= 0 && !unquoted && !/(?:[=:]\s*["'`]{1,2}|=|\burl\()$/.test(before.slice(0, cut + 1)))
    return { lead: 'prose' }
  // `NAME=` is a shell's or a settings file's.
  const near = before.slice(cut + 1).replace(/^[A-Za-z_][\w-]*=(?!=)/, '')
  if (near === '') return { lead: 'bare' }
  if (/^https?:\\?\/\\?\/[^/?#\s]+$/.test(masked(near))) return { lead: 'absolute', base: near }
  if (near.endsWith(hole) && new RegExp(`^(?:https?://)?(?:${hole}|[.:-]|\\w)+$`).test(near)) {
    return {
      lead: 'based',
      base: virtual.holes.get(before.length - 1) ?? placeholderBefore(virtual.text, before.length),
    }
  }
  if (isPlaceholder(near) && /^[^/]+$/.test(masked(near))) return { lead: 'based', base: near }
  return { lead: /^[\w:/.%${}\ue000\\-]+$/.test(near) && !/^\.{1,2}\//.test(near) ? 'prefixed' : 'prose' }
}

/** `{{ base }}`, `<?= $base ?>`, `$BASE`: as it is written. */
const placeholderBefore = (text: string, end: number): string => /[^"'`=\n]*$/.exec(text.slice(0, end))?.[0] ?? ''

/** Pairs of a query that follows a path, or of a fragment of one (`&captive_mode=`). */
export function queryOf(tail: string, offset: number): { query: QueryHit[]; names: string[] } {
  if (!/^[?&]/.test(tail)) return { query: [], names: [] }
  const link = splitLink(`?${tail.slice(1)}`)
  const query: QueryHit[] = []
  const names: string[] = []
  for (const { text, name, value, at = 0 } of link.pairs ?? []) {
    names.push(name)
    if (!isPrevious(name)) continue
    const start = offset + at
    const nameEnd = start + (value === undefined ? text.length : text.length - value.length - 1)
    query.push({ name, value, start, end: start + text.length, nameEnd })
  }
  return { query, names: names.map(decoded) }
}

export const ruleOfPath = ({ target, endpoint }: PathHit): MigrationRuleId =>
  target === 'session'
    ? 'endpoint.widget_session'
    : target === 'link'
      ? `endpoint.${endpoint ?? 'add_connection'}`
      : `endpoint.${target}`
