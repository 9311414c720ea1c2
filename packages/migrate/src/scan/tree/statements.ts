import type { Lexicon } from '../lex/lexicon.ts'
import { type Group, isGroup, isPunct, isWord, type Node } from './node.ts'

export interface Scope {
  readonly parent: Scope | undefined
  readonly depth: number
}

export interface Statement {
  readonly index: number
  readonly nodes: readonly Node[]
  readonly scope: Scope
  readonly start: number
  readonly end: number
  /** The statement whose trailing lambda this stands in (`get(url) { parameter(…) }`). */
  readonly around?: number
}

interface Ending {
  readonly list: Statement[]
  readonly lexicon: Lexicon
}

/** Statements of a file with their scopes, in the order in which they end… of their beginning. */
export function statementsOf(nodes: readonly Node[], lexicon: Lexicon): readonly Statement[] {
  const found: Ending = { list: [], lexicon }
  if (lexicon.scopes === 'indent') indented(nodes, found)
  else split(nodes, { parent: undefined, depth: 0 }, found, undefined)
  return found.list.sort((a, b) => a.start - b.start).map((statement, index) => ({ ...statement, index }))
}

function split(nodes: readonly Node[], scope: Scope, found: Ending, around: number | undefined): void {
  let run: Node[] = []
  const finish = () => {
    if (run.some((node) => isGroup(node) || node.kind !== 'newline')) add(run, scope, found, around)
    run = []
  }
  for (const [at, node] of nodes.entries()) {
    if (isPunct(node, ';') || (!isGroup(node) && node.kind === 'text')) {
      finish()
      if (!isPunct(node)) add([node], scope, found, around)
      continue
    }
    if (!isGroup(node) && node.kind === 'newline') {
      if (node.text !== '\n' || (found.lexicon.newlines && endsHere(run, nodes, at))) finish()
      continue
    }
    run.push(node)
    // `if (…) {…}`: what follows a block is another statement, unless the block was part of a value.
    if (isGroup(node) && node.block && !found.lexicon.newlines) finish()
  }
  finish()
}

function add(run: readonly Node[], scope: Scope, found: Ending, around: number | undefined): void {
  const start = run[0]?.start ?? 0
  const end = run.at(-1)?.end ?? start
  found.list.push({ index: 0, nodes: run, scope, start, end, around })
  blocksIn(run, scope, found, start)
}

/** Statements inside the blocks that a statement holds, at any depth. */
function blocksIn(nodes: readonly Node[], scope: Scope, found: Ending, start: number): void {
  for (const [at, node] of nodes.entries()) {
    if (!isGroup(node)) continue
    if (!node.block) {
      blocksIn(node.children, scope, found, start)
      continue
    }
    const before = nodes[at - 1]
    const trailing = found.lexicon.braces === 'lambda' && isGroup(before) && before.open === '(' && !declares(nodes)
    split(node.children, { parent: scope, depth: scope.depth + 1 }, found, trailing ? start : undefined)
  }
}

const declares = (nodes: readonly Node[]) =>
  nodes.some(
    (node) => isWord(node) && /^(fun|func|class|if|for|while|when|switch|init|guard|struct|enum)$/.test(node.text),
  )

const goesOn = /^(\.|\?\.|->|\?->|::|\+|\*|\/|\?|:|&&|\|\||\?\?|=|==|===|\|)$/
/** A colon there begins a block. */
const wantsMoreIndented = /^(\.|\+|-|\*|\/|=|\+=|,|=>|\||\\)$/
const wantsMore = /^(\.|\?\.|->|::|\+|-|\*|\/|\?|:|&&|\|\||\?\?|=|:=|\+=|,|=>|\||==|===|!=|<<)$/

function endsHere(run: readonly Node[], nodes: readonly Node[], at: number, more = wantsMore): boolean {
  const before = run.at(-1)
  if (before === undefined) return true
  if (isPunct(before) && more.test(before.text)) return false
  const next = nodes.slice(at + 1).find((node) => isGroup(node) || node.kind !== 'newline')
  return !(isPunct(next) && goesOn.test(next.text))
}

/** Python and Ruby: a scope is what stands deeper than its `def` or `class`. */
function indented(nodes: readonly Node[], found: Ending): void {
  const stack: { readonly indent: number; readonly scope: Scope }[] = [
    { indent: -1, scope: { parent: undefined, depth: 0 } },
  ]
  let lineStart = 0
  let run: Node[] = []
  const finish = () => {
    const first = run[0]
    if (!first) return
    const indent = first.start - lineStart
    while (stack.length > 1 && indent <= (stack.at(-1)?.indent ?? -1)) stack.pop()
    const scope = (stack.at(-1) as { scope: Scope }).scope
    found.list.push({ index: 0, nodes: run, scope, start: first.start, end: run.at(-1)?.end ?? first.end })
    if (opensScope(run)) stack.push({ indent, scope: { parent: scope, depth: scope.depth + 1 } })
    run = []
  }
  for (const [at, node] of nodes.entries()) {
    if (!isGroup(node) && node.kind === 'newline') {
      if (run.length > 0 && endsHere(run, nodes, at, wantsMoreIndented)) finish()
      if (run.length === 0) lineStart = node.end
      continue
    }
    if (isPunct(node, ';')) finish()
    else run.push(node)
  }
  finish()
}

const opensScope = (run: readonly Node[]) =>
  run.slice(0, 2).some((node) => isWord(node) && /^(def|class|module)$/.test(node.text))

/** The innermost group that holds both offsets, with the statement itself as the outermost. */
export function sharedNodes(statement: Statement, a: number, b: number): readonly Node[] {
  let nodes = statement.nodes
  for (;;) {
    const inner: Group | undefined = nodes.find(
      (node): node is Group => isGroup(node) && holds(node, a) && holds(node, b),
    )
    if (!inner) return nodes
    nodes = inner.children
  }
}

const holds = ({ start, end }: Group, at: number) => start <= at && at < end
