import type { Lexicon } from './lex/lexicon.ts'
import type { Token } from './lex/token.ts'
import { isPrevious, type PreviousParameter } from './previous-names.ts'
import { type Group, isGroup, isPunct, isString, isWord, type Node } from './tree/node.ts'

/**
 * `key`: of a map, a list of pairs, a named field. `setter`: first of two arguments of `set`, `append`, … `assign`:
 * `x["name"] =`. `argument`: named argument of a function, which may be the program's own. `loose`: only mentioned.
 */
export type Role = 'key' | 'setter' | 'assign' | 'argument' | 'loose'

export interface ParameterHit {
  readonly name: PreviousParameter
  /** Of the name itself, without quotes. */
  readonly start: number
  readonly end: number
  readonly role: Role
  /** The call or the key that it is handed over with. */
  readonly carrier?: string
  /** The literal it stands in; what is around it tells where it goes. */
  readonly group?: Group
  /** It is inside the brackets of a call. */
  readonly called: boolean
  readonly value?: Token
  /** `{redirect_uri}`: the value is the variable of that name. */
  readonly shorthand: boolean
}

interface Place {
  readonly group?: Group
  readonly carrier?: string
  /** `function f({captive_mode})`, `const {captive_mode} =`: names of variables, not words on the wire. */
  readonly pattern: boolean
  readonly called?: boolean
}

const setters =
  /^(set|append|add|put|with|param|parameter|query|queryparam|queryitem|addparameter|addqueryparameter|addqueryparam|appendqueryparameter|addencodedqueryparameter|setparameter|setqueryparameter|setqueryparam|withqueryparam|queryparameter|entry|pair|keyvaluepair|basicnamevaluepair|add_query_param|parametersadd)$/i

/** Names of parameters that strings and words of one statement stand for. */
export function parameterHits(nodes: readonly Node[], lexicon: Lexicon): ParameterHit[] {
  const hits: ParameterHit[] = []
  visit(nodes, { pattern: false }, lexicon, hits)
  return hits
}

function visit(nodes: readonly Node[], place: Place, lexicon: Lexicon, hits: ParameterHit[]): void {
  const solid = nodes.filter((node) => isGroup(node) || node.kind !== 'newline')
  for (const [at, node] of solid.entries()) {
    if (isGroup(node)) {
      if (!node.block) visit(node.children, placeOf(solid, at, node, place, lexicon), lexicon, hits)
      const only = node.open === '[' && node.children.length === 1 ? node.children[0] : undefined
      if (isString(only) && isPunct(solid[at + 1], '='))
        push(hits, only, { role: 'assign', value: solid[at + 2] }, place)
      continue
    }
    for (const { tokens } of node.holes ?? []) visit(regroup(tokens), { pattern: false }, lexicon, hits)
    if (isString(node) && isPrevious(bodyOf(node))) push(hits, node, roleOfString(solid, at, node, place), place)
    else if (isWord(node) && isPrevious(node.text)) push(hits, node, roleOfWord(solid, at, place, lexicon), place)
  }
}

interface Said {
  readonly role: Role
  readonly value?: Node | undefined
  readonly shorthand?: boolean
}

function roleOfString(nodes: readonly Node[], at: number, node: Token, place: Place): Said | undefined {
  const [before, next] = [nodes[at - 1], nodes[at + 1]]
  // `x["name"] =` is judged where the bracket stands.
  if (place.group?.open === '[' && place.group.children.length === 1) return undefined
  if (isWord(before, 'case') || isWord(before, 'when') || isPunct(before, '?')) return { role: 'loose' }
  if (isPunct(next, ':', '=>') || isWord(next, 'to')) return { role: 'key', value: nodes[at + 2] }
  const label = nodes[at - 2]
  if (isPunct(before, ':', '=', '=>') && label && !isGroup(label) && /^["']?(name|key)["']?$/i.test(label.text)) {
    const value = nodes.findIndex((other) => !isGroup(other) && /^["']?value["']?$/i.test(other.text))
    return { role: value >= 0 ? 'key' : 'loose', value: nodes[value + 2] }
  }
  const parts = argumentsOf(nodes)
  const position = parts.findIndex((part) => part[0] === node && part.length === 1)
  const value = parts[position + 1]?.[0]
  const calls = place.group?.open === '(' && place.carrier !== undefined
  if (position >= 0 && parts.length % 2 === 0 && calls && place.carrier === 'of') {
    return { role: position % 2 === 0 ? 'key' : 'loose', value }
  }
  // Retrofit: the name on the wire of one argument.
  if (parts.length === 1 && calls && /^(Query|Field)$/.test(place.carrier ?? '')) return { role: 'key' }
  const lists = isString(value) && isPrevious(bodyOf(value))
  if (position === 0 && parts.length === 2 && !lists && (!calls || setters.test(place.carrier ?? ''))) {
    return { role: calls ? 'setter' : 'key', value }
  }
  return { role: 'loose' }
}

function roleOfWord(nodes: readonly Node[], at: number, place: Place, lexicon: Lexicon): Said | undefined {
  if (place.pattern) return undefined
  const [before, next] = [nodes[at - 1], nodes[at + 1]]
  const open = place.group?.open
  const value = nodes[at + 2]
  // Ruby: `:captive_mode => true`
  if (isPunct(before, ':') && isPunct(next, '=>')) return { role: 'key', value }
  if (isPunct(next, ':') && open !== undefined) {
    return { role: open === '(' && lexicon.namedArguments ? 'argument' : 'key', value }
  }
  if (isPunct(next, '=') && open === '(') return { role: place.carrier === 'dict' ? 'key' : 'argument', value }
  if (lexicon.braces !== 'script') return undefined
  if (isPunct(before, '.') && isPunct(next, '=')) return { role: 'assign', value }
  const alone = (before === undefined || isPunct(before, ',')) && (next === undefined || isPunct(next, ','))
  return open === '{' && alone ? { role: 'key', shorthand: true } : undefined
}

function push(
  hits: ParameterHit[],
  node: Token,
  said: Said | undefined,
  { carrier, group, called = false }: Place,
): void {
  const name = isString(node) ? bodyOf(node) : node.text
  if (!said || !isPrevious(name)) return
  const start = node.body?.start ?? node.start
  hits.push({
    name,
    start,
    end: start + name.length,
    role: said.role,
    called,
    carrier,
    group,
    ...(said.value && !isGroup(said.value) ? { value: said.value } : {}),
    shorthand: said.shorthand ?? false,
  })
}

/** Where the children of `group` stand: the call they are arguments of, or the key they belong to. */
function placeOf(siblings: readonly Node[], at: number, group: Group, outer: Place, lexicon: Lexicon): Place {
  const before = siblings[at - 1]
  const next = siblings[at + 1]
  const callee = isWord(before) || isPunct(before, '>') ? calleeOf(siblings, at) : undefined
  const key = isPunct(before, ':', '=>', '=') ? siblings[at - 2] : undefined
  const keyName = key && !isGroup(key) ? key.text.replaceAll(/["':$]/g, '') : undefined
  // A declared variable is no key: where it goes is found out by its name.
  const named = outer.group !== undefined && keyName !== undefined ? keyName : undefined
  const carrier = callee ?? named ?? outer.carrier
  const destructured = group.open !== '(' && isPunct(next, '=')
  const parameters = group.open === '(' && (isPunct(next, '=>') || (isGroup(next) && next.block && isWord(before)))
  const pattern = lexicon.braces === 'script' && (outer.pattern || destructured || parameters)
  const called = outer.called === true || group.open === '('
  return { group, carrier, pattern, called }
}

/** `URLSearchParams` of `new URLSearchParams(`; generic arguments are stepped over. */
function calleeOf(siblings: readonly Node[], at: number): string | undefined {
  const word = siblings.slice(Math.max(0, at - 12), at).findLast((node) => isWord(node))
  if (isWord(siblings[at - 1]))
    return word && !isGroup(word) && !/^(return|new)$/.test(word.text) ? word.text : undefined
  const generic = siblings.slice(0, at).findLastIndex((node) => isPunct(node, '<'))
  const name = siblings[generic - 1]
  return isWord(name) && !/^(Dictionary|List|Map|HashMap|LinkedHashMap)$/.test(name.text) ? name.text : undefined
}

/** Split at commas. */
function argumentsOf(nodes: readonly Node[]): Node[][] {
  const parts: Node[][] = [[]]
  for (const node of nodes) isPunct(node, ',') ? parts.push([]) : parts.at(-1)?.push(node)
  return parts.filter((part) => part.length > 0)
}

function bodyOf(token: Token): string {
  return token.text.slice(
    (token.body?.start ?? token.start) - token.start,
    (token.body?.end ?? token.end) - token.start,
  )
}

/** Brackets inside an interpolated expression; small, so a plain recursion does. */
function regroup(tokens: readonly Token[]): Node[] {
  const stack: { open: Token | undefined; children: Node[] }[] = [{ open: undefined, children: [] }]
  for (const token of tokens) {
    const top = stack.at(-1)
    if (token.kind === 'punct' && /^[([{]$/.test(token.text)) stack.push({ open: token, children: [] })
    else if (token.kind === 'punct' && /^[)\]}]$/.test(token.text) && stack.length > 1 && top?.open) {
      stack.pop()
      const { open, children } = top
      const group = {
        kind: 'group',
        open: open.text,
        children,
        start: open.start,
        end: token.end,
        block: false,
      } as const
      stack.at(-1)?.children.push(group)
    } else top?.children.push(token)
  }
  return stack[0]?.children ?? []
}
