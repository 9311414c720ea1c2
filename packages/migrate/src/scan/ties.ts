import type { StatementFacts } from './statement-facts.ts'
import { flat, isGroup, isPunct, isWord, type Node } from './tree/node.ts'
import type { Scope } from './tree/statements.ts'

/** Where the variables of a statement come from and go to, as far as this file tells. */
export interface Tie {
  readonly link: boolean
  readonly session: boolean
  /** It also goes, or may go, somewhere else. */
  readonly tainted: boolean
}

const hops = 3

/** Members that stand for all that is in a variable. */
const wholes =
  /^(tostring|to_string|to_s|to_str|encode|urlencode|to_query|to_param|to_h|build|buildupon|newbuilder|entries|items|each|map|format|href|string|tostring|touristring|touri|url|uri|query|rawquery|querystring|search|searchparams|queryitems|absolutestring|percentencodedquery|stringify|append|set|add|put|queryparam|appendqueryparameter|addqueryparameter|addparameter)$/i

/** Follows variables between the statements of one file. */
export class Ties {
  readonly #source: string
  readonly #statements: readonly StatementFacts[]
  readonly #ends: readonly Ends[]
  readonly #doubted = new Set<number>()
  readonly #definers = new Map<string, StatementFacts[]>()

  constructor(statements: readonly StatementFacts[], source: string) {
    this.#statements = statements
    this.#source = source
    for (const statement of statements) {
      for (const name of statement.defines) {
        const list = this.#definers.get(name)
        if (list) list.push(statement)
        else this.#definers.set(name, [statement])
      }
    }
    this.#ends = statements.map((statement) => this.#endsOf(statement))
  }

  /** The address in this statement stays as it is: names that go there must stay too. */
  doubt({ index }: StatementFacts): void {
    this.#doubted.add(index)
  }

  isDoubted(statement: StatementFacts): boolean {
    return (
      this.#doubted.has(statement.index) || this.#constants(statement).some(({ index }) => this.#doubted.has(index))
    )
  }

  /** Its own addresses, and those of the constants that it names. */
  #endsOf(statement: StatementFacts): Ends {
    const own = ends(statement)
    for (const constant of this.#constants(statement)) {
      const there = ends(constant)
      own.link ||= there.link
      own.session ||= there.session
    }
    return own
  }

  /** Definitions of constant paths that a statement names. */
  #constants(statement: StatementFacts): StatementFacts[] {
    return [...statement.words].flatMap((word) => {
      const constant = statement.defines.has(word) ? undefined : this.definition(word, statement)
      if (!constant || constant.paths.length === 0) return []
      return constant.nodes.some((node) => isGroup(node) && node.open === '(') ? [] : [constant]
    })
  }

  /** `outside`: names beside the literal that the parameter stands in; only these tell where it comes from. */
  of(statement: StatementFacts, outside: ReadonlySet<string>): Tie {
    const tie = { link: false, session: false, tainted: false }
    const seen = new Set<number>([statement.index])
    const meet = (other: StatementFacts) => {
      const here = this.#ends[other.index] ?? ends(other)
      tie.link ||= here.link
      tie.session ||= here.session
      tie.tainted ||= other.mixes || this.isDoubted(other)
      return here.link || here.session
    }
    meet(statement)
    this.#forward(statement, [...statement.defines, ...statement.changes], hops, seen, meet, tie)
    for (const name of statement.changes) this.#backward(statement, name, hops, seen, meet)
    // What came out of the session call is a link; that its address is somewhere behind it tells nothing.
    const meetLink = (other: StatementFacts) => {
      const { link, session } = ends(other)
      tie.link ||= link
      if (link) tie.tainted ||= this.isDoubted(other)
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
      const shared = names.filter((name) => this.#hands(other, name) && this.#same(name, from, other))
      if (shared.length === 0) continue
      if (other.index < from.index && !shared.some((name) => other.changes.has(name) && ends(other).link)) continue
      seen.add(other.index)
      const met = meet(other)
      if (other.mixes || other.oauth || (other.foreign && !met && other.parameters.length === 0)) tie.tainted = true
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

  /** The statement gives the variable as a whole away, and does not only read something out of it (`visit.back`). */
  #hands(statement: StatementFacts, name: string): boolean {
    if (!statement.words.has(name)) return false
    if (statement.changes.has(name) || statement.defines.has(name)) return true
    for (const { kind, text, end } of flat(statement.nodes)) {
      if (kind !== 'word' || text !== name) continue
      const [, index, member] =
        /^\s*(?:(\[)|(?:\?\.|->|\?->|\.)\s*(\w+))?/.exec(this.#source.slice(end, end + 80)) ?? []
      if (index === undefined && (member === undefined || wholes.test(member))) return true
    }
    return false
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

interface Ends {
  link: boolean
  session: boolean
}

export const ends = (statement: StatementFacts): Ends => ({
  link: statement.readsLink || statement.paths.some(({ target }) => target === 'link'),
  session: statement.paths.some(({ target }) => target === 'session'),
})

function isWithin(inner: Scope | undefined, outer: Scope): boolean {
  for (let scope = inner; scope; scope = scope.parent) if (scope === outer) return true
  return false
}
