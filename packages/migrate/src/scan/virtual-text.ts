import type { Lexicon } from './lex/lexicon.ts'
import type { Token } from './lex/token.ts'
import { isGroup, isPunct, isString, isWord, type Node } from './tree/node.ts'

/**
 * What strings that are put together say, with one opaque character for each expression between them:
 * `base + "/widget/" + name` and `${base}/widget/${name}` are the same text.
 */
export interface VirtualText {
  readonly text: string
  /** Offset in the file of each character; -1 for expressions. */
  readonly map: readonly number[]
  /** Source of the expressions, by their place in `text`. */
  readonly holes: ReadonlyMap<number, string>
  readonly strings: readonly Token[]
  readonly start: number
}

export const hole = '\ue000'

const separators = /^(,|;|=|:=|:|\?|=>|->|&&|\|\||\?\?|==|===|!=|!==|\+=|\.=|<<|<|>|!)$/

/** All texts below these siblings, each string in exactly one of them. */
export function virtualTexts(nodes: readonly Node[], source: string, lexicon: Lexicon): VirtualText[] {
  const found: VirtualText[] = []
  let segment: Node[] = []
  const finish = () => {
    found.push(...chains(segment, source, lexicon))
    segment = []
  }
  for (const node of nodes) {
    if (isGroup(node) && !node.block) found.push(...virtualTexts(node.children, source, lexicon))
    if (isString(node)) for (const { tokens } of node.holes ?? []) found.push(...inHole(tokens, source, lexicon))
    // `->` reaches into an object in PHP and begins a lambda elsewhere.
    const separates = isPunct(node) && separators.test(node.text) && !(node.text === '->' && lexicon.concat === '.')
    if (separates || (!isGroup(node) && node.kind === 'newline') || isWord(node, 'return')) finish()
    else segment.push(node)
  }
  finish()
  return found
}

/** Strings of an interpolated expression stand alone: they are seldom addresses. */
const inHole = (tokens: readonly Token[], source: string, lexicon: Lexicon) =>
  tokens.filter(isString).map((token) => textOf([[token]], source, lexicon))

function chains(segment: readonly Node[], source: string, lexicon: Lexicon): VirtualText[] {
  if (!segment.some(isString)) return []
  const operands: Node[][] = [[]]
  for (const [at, node] of segment.entries()) {
    if (lexicon.concat === 'glue') {
      if (!isGroup(node) && node.glued && at > 0) operands.push([node])
      else operands.push([], [node])
    } else if (isPunct(node, lexicon.concat) || (lexicon.concat !== '+' && isPunct(node, '+'))) operands.push([])
    else if (isString(node) && isString(segment[at - 1])) operands.push([node])
    else operands.at(-1)?.push(node)
  }
  if (lexicon.concat !== 'glue') return joined(operands, source, lexicon)
  const runs: Node[][][] = [[]]
  for (const operand of operands) operand.length === 0 ? runs.push([]) : runs.at(-1)?.push(operand)
  return runs.flatMap((run) => joined(run, source, lexicon))
}

/** One text for the operands; strings in places where they are no operand have texts of their own. */
function joined(operands: readonly (readonly Node[])[], source: string, lexicon: Lexicon): VirtualText[] {
  const led = operands.map((operand) => withoutLead(operand))
  const loose = led.flatMap((operand) => operand.slice(1).filter(isString))
  const out = loose.map((token) => textOf([[token]], source, lexicon))
  if (led.some(([first]) => isString(first))) out.push(textOf(led, source, lexicon))
  return out
}

/** `echo "…"`, `await "…"`: a word before a string does not make it an expression. */
function withoutLead(operand: readonly Node[]): readonly Node[] {
  const at = operand.findIndex(isString)
  return at > 0 && operand.slice(0, at).every((node) => isWord(node)) ? operand.slice(at) : operand
}

function textOf(operands: readonly (readonly Node[])[], source: string, _lexicon: Lexicon): VirtualText {
  let text = ''
  const map: number[] = []
  const holes = new Map<number, string>()
  const strings: Token[] = []
  const addHole = (said: string) => {
    holes.set(text.length, said)
    text += hole
    map.push(-1)
  }
  const addRaw = (from: number, to: number) => {
    for (let at = from; at < to; at += 1) map.push(at)
    text += source.slice(from, to)
  }
  for (const operand of operands) {
    const first = operand[0]
    if (first === undefined) continue
    if (!isString(first) || !first.body) {
      addHole(source.slice(first.start, operand.at(-1)?.end ?? first.end))
      continue
    }
    strings.push(first)
    let at = first.body.start
    for (const { start, end } of first.holes ?? []) {
      addRaw(at, start)
      addHole(source.slice(start, end))
      at = end
    }
    addRaw(at, first.body.end)
  }
  return { text, map, holes, strings, start: operands.find((operand) => operand[0])?.[0]?.start ?? 0 }
}
