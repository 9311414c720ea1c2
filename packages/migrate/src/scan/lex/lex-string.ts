import type { Interpolation, StringRule } from './lexicon.ts'
import type { Hole, Token } from './token.ts'

export interface ScannedString {
  readonly end: number
  readonly body: { readonly start: number; readonly end: number }
  readonly holes: readonly Hole[]
}

/** Lexes the inside of an interpolated expression. */
type LexInside = (start: number, end: number) => readonly Token[]

const openers: Record<Interpolation, RegExp> = {
  '${': /\$\{/y,
  '#{': /#\{/y,
  '\\(': /\\\(/y,
  '{': /\{(?!\{)/y,
  '{$': /\{\$/y,
  $name: /\$[A-Za-z_]\w*(?:->\w+|\[\w+\])?/y,
}

/** Braces in one string that turned out to open nothing: after so many it is no template of a person's. */
const mostMisses = 200

/** The string that begins at `start`; undefined where it does not end as its rule says: then it was none. */
export function lexString(text: string, start: number, rule: StringRule, inside: LexInside): ScannedString | undefined {
  rule.open.lastIndex = start
  const opened = rule.open.exec(text)
  if (!opened) return undefined
  const bodyStart = start + opened[0].length
  if (rule.close === '') return bareWord(text, bodyStart, rule, inside)
  const close = rule.close.replace('$1', opened[1] ?? '')
  const holes: Hole[] = []
  let misses = 0
  let at = close.startsWith('\n') ? Math.max(bodyStart, text.indexOf('\n', bodyStart)) : bodyStart
  while (at < text.length) {
    const ended = endsAt(text, at, close)
    if (ended !== undefined) {
      if (rule.escape === 'doubled' && text.startsWith(close, ended)) {
        at = ended + close.length
        continue
      }
      return { end: ended, body: { start: bodyStart, end: at }, holes }
    }
    const hole = misses < mostMisses ? holeAt(text, at, rule.holes, inside) : undefined
    if (hole) {
      holes.push(hole)
      at = hole.end
      continue
    }
    if (text[at] === '{') misses += 1
    const character = text[at]
    if (character === '\n' && !rule.multiline) return undefined
    at += rule.escape === 'backslash' && character === '\\' ? 2 : 1
  }
  return undefined
}

/** Offset after the closing delimiter when it stands at `at`. A heredoc's end has a line of its own. */
function endsAt(text: string, at: number, close: string): number | undefined {
  if (!close.startsWith('\n')) return text.startsWith(close, at) ? at + close.length : undefined
  if (text[at] !== '\n') return undefined
  const word = /\n[ \t]*(\w+)/y
  word.lastIndex = at
  const found = word.exec(text)
  return found?.[1] === close.slice(1) ? at + found[0].length : undefined
}

function bareWord(text: string, start: number, rule: StringRule, inside: LexInside): ScannedString | undefined {
  const holes: Hole[] = []
  let at = start
  while (at < text.length && !/[\s"'();|<>`]/.test(text[at] ?? '')) {
    const hole = holeAt(text, at, rule.holes, inside)
    if (hole) {
      holes.push(hole)
      at = hole.end
    } else if (text[at] === '&' && !/[?=]/.test(text.slice(start, at))) break
    else if (text[at] === '\\' && text[at + 1] === '\n') break
    else at += text[at] === '\\' ? 2 : 1
  }
  return at > start ? { end: at, body: { start, end: at }, holes } : undefined
}

function holeAt(text: string, at: number, kinds: readonly Interpolation[], inside: LexInside): Hole | undefined {
  for (const kind of kinds) {
    const opener = openers[kind]
    opener.lastIndex = at
    const found = opener.exec(text)
    if (!found) continue
    const end =
      kind === '$name' ? at + found[0].length : closing(text, at + found[0].length, kind === '\\(' ? '()' : '{}')
    if (end === undefined) continue
    return { start: at, end, tokens: kind === '$name' ? named(at, found[0]) : inside(at + found[0].length, end - 1) }
  }
  return undefined
}

/** `$name`: with the sign it is a variable of PHP's, without one of everybody else's. */
function named(at: number, text: string): Token[] {
  const name = /^\$\w+/.exec(text)?.[0] ?? text
  const word = { kind: 'word', start: at, end: at + name.length, glued: true } as const
  return [
    { ...word, text: name },
    { ...word, text: name.slice(1) },
  ]
}

/** Offset after the bracket that closes what was opened before `at`; quotes inside are stepped over. */
function closing(text: string, at: number, pair: string): number | undefined {
  let depth = 1
  for (let index = at; index < text.length && index < at + 5000; index += 1) {
    const character = text[index]
    if (character === pair[0]) depth += 1
    else if (character === pair[1]) {
      depth -= 1
      if (depth === 0) return index + 1
    } else if (character === '"' || character === "'" || character === '`') {
      const end = text.indexOf(character, index + 1)
      if (end > 0 && end < index + 500 && !text.slice(index, end).includes('\n')) index = end
    }
  }
  return undefined
}
