import type { Lexicon } from './lex/lexicon.ts'
import { type ParameterHit, parameterHits } from './parameter-hits.ts'
import { type PathHit, pathHits } from './path-hits.ts'
import { segmentHits } from './segment-hits.ts'
import { flat, isGroup, isPunct, isWord, type Node } from './tree/node.ts'
import type { Statement } from './tree/statements.ts'
import { hole, type VirtualText, virtualTexts } from './virtual-text.ts'

/** What one statement says about addresses, parameters and variables. */
export interface StatementFacts extends Statement {
  readonly texts: readonly VirtualText[]
  readonly paths: readonly PathHit[]
  readonly parameters: readonly ParameterHit[]
  /** It reads one of the links that the session call answered with. */
  readonly readsLink: boolean
  /** Variables it gives a value. */
  readonly defines: ReadonlySet<string>
  /** Variables it changes by `x.set(…)`, `x[…] =`, `x.y =`. */
  readonly changes: ReadonlySet<string>
  readonly words: ReadonlySet<string>
  /** It speaks of OAuth, where `redirect_uri` belongs too. */
  readonly oauth: boolean
  /** It has an address that is none of the widgets'. */
  readonly foreign: boolean
  /** It mixes in names from elsewhere, which may be the previous ones. */
  readonly mixes: boolean
}

const linkWords = /links?\w*\b\W{1,6}(add_connection|edit_credentials|user_input|manage_accounts)\b/i
const bareLinkWords = /\b_links\b/
const pageWords = /\b(add_connection|edit_credentials|user_input|manage_accounts)\b/
export const oauthWords =
  /\bgrant_type\b|\bresponse_type\b|\bauthorization_code\b|\boauth2?\b|\/authorize\b|\/signin\b|\/tokens?\b|\bcode_(?:verifier|challenge)\b/i

export function factsOf(statement: Statement, source: string, lexicon: Lexicon): StatementFacts {
  const { nodes } = statement
  const texts = virtualTexts(nodes, source, lexicon)
  const paths = [...texts.flatMap(pathHits), ...segmentHits(nodes, source)]
  const own = ownText(nodes)
  const { defines, changes } = assigned(nodes)
  const shellName =
    lexicon.concat === 'glue'
      ? /^([A-Za-z_]\w*)=/.exec(
          nodes.find((node) => !isWord(node, 'export') && !isWord(node, 'local'))?.kind === 'string' ? own : '',
        )?.[1]
      : undefined
  if (shellName !== undefined) defines.add(shellName)
  return {
    ...statement,
    texts,
    paths,
    parameters: parameterHits(nodes, lexicon),
    readsLink: linkWords.test(own) || (bareLinkWords.test(own) && pageWords.test(own)),
    defines,
    changes,
    words: new Set([...flat(nodes)].flatMap((token) => (token.kind === 'word' ? [token.text] : []))),
    oauth: oauthWords.test(own),
    mixes: mixing.test(source.slice(statement.start, statement.end).replaceAll(/\/\*[\s\S]*?\*\//g, '')),
    foreign:
      paths.length === 0 &&
      texts.some(
        (text) => isAddress(text) && !/(?::|=>)\s*\W?$/.test(source.slice(Math.max(0, text.start - 4), text.start)),
      ),
  }
}

const mixing = /(?<![\w*/])\*\*[\w$]|\.\.\.[\w$]|\barray_merge\b|\bObject\.assign\b|\.merge!?\(|\.putAll\(|\.update\(/

/** Source of the statement without the blocks in it. */
const ownText = (nodes: readonly Node[]): string =>
  [...flat(nodes)]
    .map(({ text }) => text)
    .join(' ')
    .replaceAll(' . ', '.')

const isAddress = ({ text }: VirtualText) =>
  /^(?:https?:\/\/[^/]+|\ue000)?\/[\w{]/.test(text) || /^https?:\/\//.test(text) || new RegExp(`^${hole}/`).test(text)

const selves = new Set(['this', 'self', '$this', '@', 'const', 'let', 'var', 'val', 'final', 'auto'])
const reads = /^(get|has|delete|remove|toString|getOrDefault|fetch|post|send|request|execute|info|log|debug)$/i

function assigned(nodes: readonly Node[]): { defines: Set<string>; changes: Set<string> } {
  const defines = new Set<string>()
  const changes = new Set<string>()
  const at = nodes.findIndex((node) => isPunct(node, '=', ':=', '+=', '.='))
  if (at < 0) {
    const root = rootOf(nodes)
    const called = nodes.findLast((node, index) => isWord(node) && isGroup(nodes[index + 1]))
    if (
      root &&
      isPunct(nodes[nodes.findIndex((node) => isWord(node, root)) + 1], '.', '->', '?.') &&
      !(isWord(called) && reads.test(called.text))
    ) {
      changes.add(root)
    }
    return { defines, changes }
  }
  const left = beforeType(nodes.slice(0, at))
  const pattern = left.find((node) => isGroup(node) && node.open !== '(' && !isWord(left[left.indexOf(node) - 1]))
  if (pattern && isGroup(pattern)) {
    for (const token of flat([pattern])) if (token.kind === 'word') defines.add(token.text)
    return { defines, changes }
  }
  const root = rootOf(left)
  const member = left.some(
    (node, index) => index > 0 && (isPunct(node, '.', '->', '?.') || (isGroup(node) && node.open === '[')),
  )
  const last = left.findLast((node) => isWord(node))
  if (root && member && !isGroup(nodes[0]) && left.filter((node) => isWord(node) && !selves.has(node.text)).length > 1)
    changes.add(root)
  else if (root && left.some((node) => isGroup(node) && node.open === '[') && !isWord(left.at(-1))) changes.add(root)
  else if (isWord(last) && !isPunct(nodes[at], '+=', '.=')) defines.add(last.text)
  if (isPunct(nodes[at], '+=', '.=') && root) changes.add(root)
  // Go: `query, err := …`
  if (left.some((node) => isPunct(node, ','))) for (const node of left) if (isWord(node)) defines.add(node.text)
  return { defines, changes }
}

/** `val uri: Uri` → `val uri`. */
function beforeType(left: readonly Node[]): readonly Node[] {
  const colon = left.findIndex((node, index) => index > 0 && isPunct(node, ':'))
  return colon < 0 ? left : left.slice(0, colon)
}

const rootOf = (nodes: readonly Node[]): string | undefined => {
  const root = nodes.find((node) => isWord(node) && !selves.has(node.text))
  return isWord(root) ? root.text : undefined
}
