import type { StatementFacts } from './statement-facts.ts'
import { isGroup, isPunct, isWord, type Node } from './tree/node.ts'
import type { Scope } from './tree/statements.ts'

/** Where the variables of a statement come from and go to, as far as this file tells. */
export interface Tie {
  readonly link: boolean
  readonly session: boolean
  /** It also goes, or may go, somewhere else. */
  readonly tainted: boolean
}

const hops = 3

/** Follows variables between the statements of one file. */
export class Ties {
  readonly #statements: readonly StatementFacts[]
  readonly #definers = new Map<string, StatementFacts[]>()

  constructor(statements: readonly StatementFacts[]) {
    this.#statements = statements
    for (const statement of statements) {
      for (const name of statement.defines) {
        const list = this.#definers.get(name)
        if (list) list.push(statement)
        else this.#definers.set(name, [statement])
      }
    }
  }

  /** `outside`: names beside the literal that the parameter stands in; only these tell where it comes from. */
  of(statement: StatementFacts, outside: ReadonlySet<string>): Tie {
    const tie = { link: false, session: false, tainted: false }
    const seen = new Set<number>([statement.index])
    const meet = (other: StatementFacts) => {
      const here = ends(other)
      tie.link ||= here.link
      tie.session ||= here.session
      return here.link || here.session
    }
    this.#forward(statement, [...statement.defines, ...statement.changes], hops, seen, meet, tie)
    for (const name of statement.changes) this.#backward(statement, name, hops, seen, meet)
    // What came out of the session call is a link; that its address is somewhere behind it tells nothing.
    const meetLink = (other: StatementFacts) => {
      const { link, session } = ends(other)
      tie.link ||= link
      return link || session
    }
    for (const name of outside) this.#backward(statement, name, hops, seen, meetLink)
    const around = this.#statements.find(({ start }) => start === statement.around)
    if (around && !seen.has(around.index)) meet(around)
    return tie
  }

  /** The last definition of a name that reaches a statement. */
  definition(name: string, at: StatementFacts): StatementFacts | undefined {
    const visible = (this.#definers.get(name) ?? []).filter((other) => isWithin(at.scope, other.scope))
    const before = visible.filter(({ index }) => index < at.index)
    // A constant of the file may stand after the function that uses it.
    return before.at(-1) ?? visible.find(({ scope }) => scope.parent === undefined)
  }

  /** A constant path is put after a base somewhere in this file. */
  isAppended(name: string): boolean {
    const last = new RegExp(`(?:^|\\W)${name.replaceAll('$', '\\$')}\\W*$`)
    return this.#statements.some(({ texts, nodes, words, defines }) => {
      if (!words.has(name) || defines.has(name)) return false
      const joined = texts.some(({ text, holes }) =>
        [...holes].some(([at, said]) => at > 0 && text[at - 1] === '\ue000' && last.test(said)),
      )
      return joined || appendsWord(nodes, name)
    })
  }

  #forward(
    from: StatementFacts,
    names: readonly string[],
    left: number,
    seen: Set<number>,
    meet: (other: StatementFacts) => boolean,
    tie: { tainted: boolean },
  ): void {
    if (left === 0 || names.length === 0) return
    for (const other of this.#statements) {
      if (other.index === from.index || seen.has(other.index)) continue
      const shared = names.filter((name) => other.words.has(name) && this.#same(name, from, other))
      if (shared.length === 0) continue
      if (other.index < from.index && !shared.some((name) => other.changes.has(name) && ends(other).link)) continue
      seen.add(other.index)
      const met = meet(other)
      if (other.oauth || (other.foreign && !met && other.parameters.length === 0)) tie.tainted = true
      if (!met) this.#forward(other, [...other.defines], left - 1, seen, meet, tie)
    }
  }

  #backward(
    from: StatementFacts,
    name: string,
    left: number,
    seen: Set<number>,
    meet: (other: StatementFacts) => boolean,
  ): void {
    if (left === 0) return
    const source = this.definition(name, from)
    if (!source || source.index === from.index || seen.has(source.index)) return
    seen.add(source.index)
    if (meet(source)) return
    for (const word of source.words) if (word !== name) this.#backward(source, word, left - 1, seen, meet)
  }

  /** Both statements mean the same variable: the same scope defines it, and no other definition stands between. */
  #same(name: string, a: StatementFacts, b: StatementFacts): boolean {
    const [first, second] = a.index < b.index ? [a, b] : [b, a]
    const definers = this.#definers.get(name) ?? []
    const between = definers.some(({ index }) => index > first.index && index <= second.index)
    if (between) return false
    if (definers.length === 0) return isWithin(b.scope, a.scope) || isWithin(a.scope, b.scope)
    const seenBy = (at: StatementFacts) =>
      definers.filter(({ index, scope }) => index <= at.index && isWithin(at.scope, scope)).at(-1)
    const one = seenBy(first)
    return one !== undefined && one === seenBy(second)
  }
}

/** `base + PATH`, `urljoin(base, PATH)`: no string among the operands. */
function appendsWord(nodes: readonly Node[], name: string): boolean {
  return nodes.some((node, at) => {
    if (isGroup(node)) return !node.block && appendsWord(node.children, name)
    const before = nodes[at - 1]
    const path = nodes.slice(0, at).findLastIndex((other) => isPunct(other) && !/^(\.|::|->)$/.test(other.text))
    return (
      isWord(node, name) &&
      (isPunct(before, '+') || isPunct(nodes[path], '+') || (isPunct(nodes[path], '.') && path > 0))
    )
  })
}

export const ends = (statement: StatementFacts) => ({
  link: statement.readsLink || statement.paths.some(({ target }) => target === 'link'),
  session: statement.paths.some(({ target }) => target === 'session'),
})

function isWithin(inner: Scope | undefined, outer: Scope): boolean {
  for (let scope = inner; scope; scope = scope.parent) if (scope === outer) return true
  return false
}
