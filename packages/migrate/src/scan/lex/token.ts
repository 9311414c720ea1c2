export type TokenKind = 'string' | 'comment' | 'word' | 'number' | 'punct' | 'newline' | 'text'

/** A piece of a source file. Offsets are into the file's text. */
export interface Token {
  readonly kind: TokenKind
  readonly start: number
  readonly end: number
  readonly text: string
  /** Of strings: what stands between the quotes. */
  readonly body?: { readonly start: number; readonly end: number }
  /** Of strings: interpolated expressions, braces included. */
  readonly holes?: readonly Hole[]
  /** White space (but no line end) or nothing before it. */
  readonly glued: boolean
}

export interface Hole {
  readonly start: number
  readonly end: number
  readonly tokens: readonly Token[]
}
