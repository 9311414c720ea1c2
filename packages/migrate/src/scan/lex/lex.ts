import { lexString } from './lex-string.ts'
import type { Lexicon, StringRule } from './lexicon.ts'
import type { Token, TokenKind } from './token.ts'

const space = /[ \t\r\f\v\u00a0]+|\\\r?\n/y
const number = /\d[\w.]*/y
const operator = /=>|->|::|:=|\?\.|\?->|\?\?|===|!==|==|!=|<=|>=|&&|\|\||\+=|\.=|\.\.\.|<<|./suy

/** Interpolations within interpolations; nobody writes more, and a hostile file must not exhaust the stack. */
const deepest = 8

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at)
  return end < 0 ? text.length : end
}

/** All tokens of a text; comments are among them. What does not fit a language becomes punctuation, never an error. */
export function lex(text: string, lexicon: Lexicon, from = 0, to = text.length): Token[] {
  if (!lexicon.islands || from !== 0) return lexCode(text, lexicon, from, to)
  const tokens: Token[] = []
  let at = 0
  for (;;) {
    lexicon.islands.open.lastIndex = at
    const opened = lexicon.islands.open.exec(text)
    const end = opened?.index ?? to
    if (end > at) tokens.push({ kind: 'text', start: at, end, text: text.slice(at, end), glued: false })
    if (!opened) return tokens
    const start = opened.index + opened[0].length
    const code = lexCode(text, lexicon, start, to, lexicon.islands.close)
    tokens.push(...code)
    at = code.at(-1)?.kind === 'newline' ? (code.at(-1)?.end ?? to) : to
    if (at >= to) return tokens
  }
}

/** `until` ends the code where it stands outside of strings; a `newline` token with its text is then the last. */
function lexCode(text: string, lexicon: Lexicon, from: number, to: number, until?: string, depth = 0): Token[] {
  const tokens: Token[] = []
  let at = from
  let glued = false
  const push = (kind: TokenKind, end: number, more: Pick<Token, 'body' | 'holes'> = {}) => {
    tokens.push({ kind, start: at, end, text: text.slice(at, end), glued, ...more })
    at = end
    glued = true
  }
  const inside = (start: number, end: number) =>
    depth < deepest ? lexCode(text, lexicon, start, end, undefined, depth + 1) : []
  // A string that does not end here does not end a character later either: each rule fails once a line.
  const failing = new Map<StringRule, number>()

  scan: while (at < to) {
    const blank = match(space, text, at)
    if (blank > at) {
      at = blank
      glued = false
      continue
    }
    if (text[at] === '\n') {
      push('newline', at + 1)
      glued = false
      continue
    }
    if (until !== undefined && text.startsWith(until, at)) {
      push('newline', at + until.length)
      return tokens
    }
    const comment = commentEnd(text, at, to, lexicon, until)
    if (comment !== undefined) {
      push('comment', comment)
      glued = false
      continue
    }
    for (const rule of lexicon.strings) {
      if (at < (failing.get(rule) ?? 0)) continue
      rule.open.lastIndex = at
      if (!rule.open.test(text)) continue
      const found = lexString(text, at, rule, inside)
      if (!found && rule.close !== '') failing.set(rule, rule.multiline ? to : lineEnd(text, at))
      if (!found || found.end > to) continue
      push('string', found.end, { body: found.body, holes: found.holes })
      continue scan
    }
    if (lexicon.regexLiterals && text[at] === '/' && startsExpression(tokens)) {
      const end = match(/\/(?:\\.|\[(?:\\.|[^\]\n\\])*\]|[^/\n\\[])+\/\w*/y, text, at)
      if (end > at) {
        push('punct', end)
        continue
      }
    }
    const word = match(lexicon.word, text, at)
    if (word > at) push('word', Math.min(word, to))
    else if (match(number, text, at) > at) push('number', Math.min(match(number, text, at), to))
    else push('punct', Math.min(match(operator, text, at), to))
  }
  return tokens
}

function match(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  const found = pattern.exec(text)
  return found ? at + found[0].length : at
}

function commentEnd(text: string, at: number, to: number, lexicon: Lexicon, until?: string): number | undefined {
  for (const opener of lexicon.lineComments) {
    if (match(opener, text, at) === at) continue
    const line = text.indexOf('\n', at)
    const end = line < 0 ? to : Math.min(line, to)
    const island = until === undefined ? -1 : text.slice(at, end).indexOf(until)
    return island < 0 ? end : at + island
  }
  for (const { open, close, nested } of lexicon.blockComments) {
    const inside = match(open, text, at)
    if (inside === at) continue
    let depth = 1
    for (let index = inside; index < to; index += 1) {
      if (text.startsWith(close, index)) {
        depth -= 1
        index += close.length - 1
        if (depth === 0) return index + 1
      } else if (nested && match(open, text, index) > index) depth += 1
    }
    return to
  }
  return undefined
}

/** A `/` here can not be a division. */
function startsExpression(tokens: readonly Token[]): boolean {
  const before = tokens.findLast(({ kind }) => kind !== 'comment' && kind !== 'newline')
  if (!before) return true
  if (before.kind === 'punct') return !/^[)\]}]$/.test(before.text)
  return before.kind === 'word' && /^(return|typeof|case|in|of|do|else|void|delete|await|yield)$/.test(before.text)
}
