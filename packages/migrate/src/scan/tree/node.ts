import type { Token } from '../lex/token.ts'

/** A bracket with what is in it. */
export interface Group {
  readonly kind: 'group'
  readonly open: string
  readonly children: readonly Node[]
  readonly start: number
  readonly end: number
  /** Statements stand in it, not values. */
  readonly block: boolean
}

export type Node = Token | Group

export const isGroup = (node: Node | undefined): node is Group => node?.kind === 'group'
type Of<Kind extends Token['kind']> = Token & { readonly kind: Kind }

export const isString = (node: Node | undefined): node is Of<'string'> => node?.kind === 'string'
export const isWord = (node: Node | undefined, text?: string): node is Of<'word'> =>
  node?.kind === 'word' && (text === undefined || node.text === text)
export const isPunct = (node: Node | undefined, ...texts: string[]): node is Of<'punct'> =>
  node?.kind === 'punct' && (texts.length === 0 || texts.includes(node.text))

/** Every token below, in order; blocks are left out: they are statements of their own. */
export function* flat(nodes: readonly Node[]): Generator<Token> {
  for (const node of nodes) {
    if (isGroup(node)) {
      if (!node.block) yield* flat(node.children)
      continue
    }
    yield node
    for (const hole of node.holes ?? []) yield* hole.tokens
  }
}
