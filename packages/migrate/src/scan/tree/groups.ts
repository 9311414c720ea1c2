import type { Lexicon } from '../lex/lexicon.ts'
import type { Token } from '../lex/token.ts'
import { type Group, isGroup, isPunct, isWord, type Node } from './node.ts'

const closers: { readonly [open: string]: string } = { '(': ')', '[': ']', '{': '}' }

/** Brackets deeper than this are read as if they were none: a hostile file must not exhaust the stack. */
const deepest = 64

/** Nests tokens by their brackets. Comments are left out; a bracket that is never closed ends with the file. */
export function groupTokens(tokens: readonly Token[], lexicon: Lexicon): Node[] {
  interface Open {
    readonly token: Token | undefined
    readonly children: Node[]
    readonly block: boolean
  }
  const stack: Open[] = [{ token: undefined, children: [], block: true }]
  const top = () => stack.at(-1) as Open
  const close = (end: number) => {
    const done = stack.pop() as Open
    const { token, children, block } = done
    if (!token) return
    const group: Group = { kind: 'group', open: token.text, children, start: token.start, end, block }
    top().children.push(group)
  }
  for (const token of tokens) {
    if (token.kind === 'comment') continue
    const { text } = token
    if (token.kind === 'punct' && Object.hasOwn(closers, text) && stack.length < deepest) {
      stack.push({ token, children: [], block: text === '{' && opensBlock(top().children, top().block, lexicon) })
    } else if (token.kind === 'punct' && /^[)\]}]$/.test(text)) {
      const at = stack.findLastIndex((open) => open.token !== undefined && closers[open.token.text] === text)
      if (at > 0) while (stack.length > at) close(token.end)
    } else top().children.push(token)
  }
  while (stack.length > 1) close(tokens.at(-1)?.end ?? 0)
  return stack[0]?.children ?? []
}

const valueWords = /^(return|default|yield|await|throw|in|of|typeof|new|case)$/
const goControl = /^(if|for|switch|func|select|else|struct|interface)$/

/** Whether a `{` after these siblings begins statements. */
function opensBlock(siblings: readonly Node[], inBlock: boolean, { braces }: Lexicon): boolean {
  const before = siblings.findLast((node) => isGroup(node) || node.kind !== 'newline')
  if (braces === 'value') return false
  if (braces === 'lambda') return true
  if (before === undefined) return inBlock
  switch (braces) {
    case 'script':
      if (isPunct(before)) return /^(=>|;)$/.test(before.text)
      return !(isWord(before) && valueWords.test(before.text))
    case 'class':
    case 'initialiser': {
      if (isPunct(before) && /^[=,([:?]$/.test(before.text)) return false
      if (isWord(before) && /^(return|new)$/.test(before.text)) return false
      if (isGroup(before) && before.open === '[') return false
      const made = siblings.slice(-14).some((node) => isWord(node, 'new'))
      if (isPunct(before, '>')) return !made
      if (isGroup(before)) return !(made && braces === 'initialiser')
      return !(lastSegment(siblings).some((node) => isWord(node, 'new')) && isWord(before))
    }
    case 'go': {
      const segment = lastSegment(siblings)
      return segment.length === 0 || segment.some((node) => isWord(node) && goControl.test(node.text))
    }
  }
}

/** Siblings since the last `,` `;` `=` or line end. */
function lastSegment(siblings: readonly Node[]): readonly Node[] {
  const at = siblings.findLastIndex((node) => isPunct(node, ',', ';', '=', ':=') || node.kind === 'newline')
  return siblings.slice(at + 1)
}
