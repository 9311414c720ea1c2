import type { Certainty, Use } from './finding.ts'
import type { FileWide } from './parameter-uses.ts'
import { type QueryHit, queryOf } from './path-hits.ts'
import { isTelling, type PreviousParameter } from './previous-names.ts'
import { textUse } from './query-uses.ts'
import type { StatementFacts } from './statement-facts.ts'
import { ends, type Ties } from './ties.ts'
import { hole, type VirtualText } from './virtual-text.ts'

/** Queries without their address: `link + "&captive_mode=true"`, `-d redirect_uri=…`. */
export function fragmentUses(statement: StatementFacts, ties: Ties, file: FileWide): Use[] {
  const uses: Use[] = []
  for (const text of statement.texts) {
    if (statement.paths.some(({ virtual }) => virtual === text)) continue
    const found = fragmentOf(text)
    if (!found || found.query.length === 0) continue
    const { certainty, target } = judge(text, statement, ties, file.thorough)
    for (const pair of found.query) {
      const telling = isTelling(pair.name as PreviousParameter)
      if (certainty === 'possible' && (!telling || statement.foreign)) continue
      const use = textUse(
        pair,
        found.query,
        found.names,
        text,
        certainty === 'possible' && file.links ? 'likely' : certainty,
        { target },
      )
      if (use.start >= 0) uses.push(use)
    }
  }
  return uses
}

function fragmentOf({ text }: VirtualText): { query: QueryHit[]; names: string[] } | undefined {
  if (/\s/.test(text.trim().replaceAll(hole, ''))) return undefined
  // The address before the query is an expression, or there is none.
  const start = /^(?:\w+\+?=)?\ue000*[?&]/.exec(text)?.[0]
  if (start !== undefined) return queryOf(text.slice(start.length - 1), start.length - 1)
  if (/^[a-z_]+=/.test(text)) {
    const { query, names } = queryOf(`&${text}`, -1)
    return { query, names }
  }
  return undefined
}

function judge(
  text: VirtualText,
  statement: StatementFacts,
  ties: Ties,
  thorough: boolean,
): { readonly certainty: Certainty; readonly target: 'link' | 'session' | 'unknown' } {
  const here = ends(statement)
  if (statement.oauth || (!thorough && !here.link && !here.session)) return { certainty: 'possible', target: 'unknown' }
  const words = [...text.holes.values()].flatMap((said) => said.match(/[$\w]+/g) ?? [])
  const tie = here.link || here.session ? { ...here, tainted: false } : ties.of(statement, new Set(words))
  if (tie.tainted || (tie.link && tie.session)) return { certainty: 'likely', target: 'unknown' }
  if (tie.link) return { certainty: 'certain', target: 'link' }
  return tie.session ? { certainty: 'certain', target: 'session' } : { certainty: 'possible', target: 'unknown' }
}
