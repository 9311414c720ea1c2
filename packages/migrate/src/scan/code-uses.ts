import { commentUses } from './comment-uses.ts'
import type { Use } from './finding.ts'
import { fragmentUses } from './fragment-uses.ts'
import { lex } from './lex/lex.ts'
import type { Lexicon } from './lex/lexicon.ts'
import { parameterUses } from './parameter-uses.ts'
import { pathUses, signsOf } from './path-uses.ts'
import { factsOf, type StatementFacts } from './statement-facts.ts'
import { ends, Ties } from './ties.ts'
import { groupTokens } from './tree/groups.ts'
import { isString } from './tree/node.ts'
import { statementsOf } from './tree/statements.ts'

const mostNames = 400

/** Every use in a piece of code. */
export function codeUses(source: string, lexicon: Lexicon, from = 0, to = source.length): Use[] {
  const tokens = lex(source, lexicon, from, to)
  const statements = statementsOf(groupTokens(tokens, lexicon), lexicon)
  const facts = statements
    .filter((statement) => !isDocumentation(statement.nodes))
    .map((one) => factsOf(one, source, lexicon))
  const ties = new Ties(
    facts.map((fact, index) => ({ ...fact, index })),
    source,
  )
  const signs = signsOf(source)
  const names = facts.reduce((sum, { parameters, texts }) => sum + parameters.length + texts.length / 40, 0)
  const file = {
    source,
    lexicon,
    links: facts.some((fact) => ends(fact).link || ends(fact).session),
    thorough: names <= mostNames,
  }
  const uses: Use[] = []
  const all = facts.map((fact, index): StatementFacts => ({ ...fact, index }))
  for (const statement of all) {
    for (const path of statement.paths) {
      const found = pathUses(path, statement, ties, signs)
      if (found.some(({ ruleId, edits }) => ruleId.startsWith('endpoint.') && !edits)) ties.doubt(statement)
      uses.push(...found)
    }
  }
  for (const statement of all) {
    for (const hit of statement.parameters) {
      const use = parameterUses(hit, statement, ties, file)
      if (use) uses.push(use)
    }
    uses.push(...fragmentUses(statement, ties, file))
  }
  for (const token of tokens) if (token.kind === 'comment') uses.push(...commentUses(source, token.start, token.end))
  for (const { nodes, start, end } of statements)
    if (isDocumentation(nodes)) uses.push(...commentUses(source, start, end))
  return uses
}

/** A string that stands alone is documentation: Python's docstrings, notes in scripts. */
const isDocumentation = (nodes: Parameters<typeof groupTokens>[0] | readonly unknown[]) => {
  const [only, ...more] = nodes as Parameters<typeof isString>[0][]
  return more.length === 0 && isString(only) && /^\w{0,2}("""|''')/.test(only.text)
}
