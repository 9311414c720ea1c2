import { lex } from './lex/lex.ts'
import { lexicons } from './lex/lexicon.ts'
import type { Token } from './lex/token.ts'
import { isPrevious, type PreviousParameter } from './previous-names.ts'

/** A name that a type declares: a property of a class, a member of an interface, a field with a tag or an annotation. */
export interface DeclaredMember {
  readonly type: string
  readonly name: PreviousParameter
  readonly start: number
  readonly end: number
  /** A tag or an annotation says that this is the name on the wire, whatever the field is called. */
  readonly onWire: boolean
}

export interface DeclaredType {
  readonly name: string
  readonly members: readonly DeclaredMember[]
  /** Everything between its brackets. */
  readonly body: string
}

const declares = new Set(['class', 'interface', 'struct', 'record', 'type', 'TypedDict', 'enum'])
/** Before a name: it is a member, though brackets of a call stand around it. */
const modifiers = new Set([
  'public',
  'private',
  'protected',
  'readonly',
  'internal',
  'val',
  'var',
  'let',
  'final',
  'init',
])
const opening = new Set(['{', '(', '['])
const closing = new Set(['}', ')', ']'])
/** Annotations, attributes and arguments that give a member its name on the wire. */
const namers =
  /^(?:JsonProperty|JsonPropertyName|JsonAlias|SerializedName|SerialName|Json|JsonKey|Query|QueryParam|QueryParameter|Field|FormParam|RequestParam|Param|FromQuery|FromForm|DataMember|XmlElement|AliasAs|Expose|ApiProperty|ApiPropertyOptional|BindProperty|Attribute|alias|serialization_alias|validation_alias|data_key|SerializedPath|name|Name|field)$/

/** Types that a piece of code declares and that have a previous name among their members. */
export function declaredTypes(source: string, lexicon: keyof typeof lexicons): DeclaredType[] {
  const tokens = lex(source, lexicons[lexicon]).filter(({ kind }) => kind !== 'comment')
  const solid = tokens.filter(({ kind }) => kind !== 'newline' && kind !== 'text')
  const types: DeclaredType[] = []
  for (const [at, token] of solid.entries()) {
    const name = nameAfter(solid, at)
    if (token.kind !== 'word' || !name) continue
    const range =
      lexicon === 'python' ? indented(source, solid, at) : bracketed(solid, at + (solid[at + 1] === name ? 2 : 1))
    if (!range) continue
    const body = solid.slice(range.from, range.to)
    const members = body.flatMap((_, index) => memberAt(body, index, name.text, lexicon) ?? [])
    const end = body.at(-1)?.end ?? token.end
    if (members.length > 0) types.push({ name: name.text, members, body: source.slice(token.start, end) })
  }
  return types
}

/** `class X`, `data class X`, `type X struct`, `type X = {`. */
function nameAfter(tokens: readonly Token[], at: number): Token | undefined {
  const next = tokens[at + 1]
  return declares.has(tokens[at]?.text ?? '') && next?.kind === 'word' && /^\p{L}/u.test(next.text) ? next : undefined
}

/** From the first bracket of the header to the end of the body: a primary constructor belongs to it. */
function bracketed(tokens: readonly Token[], from: number): { from: number; to: number } | undefined {
  let depth = 0
  let begun: number | undefined
  for (let at = from; at < tokens.length; at += 1) {
    const text = tokens[at]?.kind === 'punct' ? (tokens[at]?.text ?? '') : ''
    if (opening.has(text)) {
      begun ??= at
      depth += 1
    } else if (closing.has(text)) {
      depth -= 1
      const more = tokens[at + 1]?.text === '{' || tokens[at + 1]?.text === ':'
      if (depth <= 0 && !(text === ')' && more)) return begun === undefined ? undefined : { from: begun, to: at + 1 }
    } else if (depth === 0 && (text === ';' || at - from > 40)) return undefined
  }
  return undefined
}

/** Python: what stands deeper than the word `class`. */
function indented(source: string, tokens: readonly Token[], at: number): { from: number; to: number } {
  const column = columnOf(source, tokens[at]?.start ?? 0)
  const line = (offset: number) => source.lastIndexOf('\n', offset - 1) + 1
  let to = at + 2
  for (; to < tokens.length; to += 1) {
    const token = tokens[to]
    if (!token || (columnOf(source, token.start) <= column && firstOfLine(source, token.start, line))) break
  }
  return { from: at + 2, to }
}

const columnOf = (source: string, offset: number): number => offset - (source.lastIndexOf('\n', offset - 1) + 1)
const firstOfLine = (source: string, offset: number, line: (offset: number) => number): boolean =>
  source.slice(line(offset), offset).trim() === ''

function memberAt(
  tokens: readonly Token[],
  at: number,
  type: string,
  lexicon: keyof typeof lexicons,
): DeclaredMember | undefined {
  const token = tokens[at]
  if (!token) return undefined
  if (token.kind === 'string' && token.body) {
    const tag = lexicon === 'go' ? /^`.*?\b\w+:"(\w+)[",]/s.exec(token.text) : null
    const name = tag?.[1] ?? token.text.slice(token.body.start - token.start, token.body.end - token.start)
    if (!isPrevious(name) || !(tag || isNamed(tokens, at) || isKey(tokens, at, lexicon))) return undefined
    const start = tag ? token.start + token.text.indexOf(name) : token.body.start
    return { type, name, start, end: start + name.length, onWire: !isKey(tokens, at, lexicon) }
  }
  const name = token.text.replace(/^[$@]/, '')
  if (token.kind !== 'word' || !isPrevious(name)) return undefined
  const before = tokens[at - 1]?.text ?? ''
  const after = tokens[at + 1]?.text ?? ''
  if (/^(?:\.|->|\?\.|\?->|::|return)$/.test(before)) return undefined
  const depth = depthAt(tokens, at)
  const modified = tokens.slice(Math.max(0, at - 4), at).some(({ text }) => modifiers.has(text))
  const plain = depth.braces <= 1 && depth.round === 0 && /^[:?!;=,{]$/.test(after)
  // Of a constructor or a record's header: `constructor(readonly x: string)`, `data class Q(val x: String)`, `record Q(String x)`.
  const header = depth.braces === 0 && depth.round === 1 && /^[,):=?]$/.test(after) && /\w/.test(before)
  const promoted = depth.braces <= 1 && depth.round === 1 && modified && /^[,):=?!]$/.test(after)
  if (!plain && !header && !promoted) return undefined
  return { type, name, start: token.end - name.length, end: token.end, onWire: false }
}

/** `'redirect_uri'?: string`: a quoted name of a member. */
const isKey = (tokens: readonly Token[], at: number, lexicon: keyof typeof lexicons): boolean =>
  lexicon === 'script' && /^[:?]$/.test(tokens[at + 1]?.text ?? '') && depthAt(tokens, at).braces === 1

/** The string is what a nearby annotation or attribute is given: `@JsonProperty("…")`, `Field(alias="…")`. */
function isNamed(tokens: readonly Token[], at: number): boolean {
  const near = tokens.slice(Math.max(0, at - 6), at).reverse()
  const stop = near.findIndex(({ text }) => text === ';' || text === '}')
  const own = stop < 0 ? near : near.slice(0, stop)
  const named = own.findIndex(({ kind, text }) => kind === 'word' && namers.test(text))
  if (named < 0) return false
  // `name: String = "…"` is a default, `@Field(name = "…")` a name.
  return own.slice(0, named).every(({ text }) => /^(?:\(|=|:|\{|value|name|Name)$/.test(text))
}

function depthAt(tokens: readonly Token[], at: number): { braces: number; round: number } {
  let [braces, round] = [0, 0]
  for (const { kind, text } of tokens.slice(0, at)) {
    if (kind !== 'punct') continue
    if (text === '{') braces += 1
    else if (text === '}') braces -= 1
    else if (text === '(') round += 1
    else if (text === ')') round -= 1
  }
  return { braces, round }
}
