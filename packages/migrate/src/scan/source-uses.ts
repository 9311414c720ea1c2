import { codeUses } from './code-uses.ts'
import type { Use } from './finding.ts'
import type { Reader } from './languages.ts'
import { lex } from './lex/lex.ts'
import { lexicons } from './lex/lexicon.ts'
import { lineUses } from './line-uses.ts'
import { markupUses, scriptRanges } from './markup-uses.ts'

export const weight = { certain: 2, likely: 1, possible: 0 }

/** Every use in one text, in its order; of several at one place the surest. */
export function sourceUses(source: string, reader: Reader): Use[] {
  const best = new Map<string, Use>()
  for (const use of read(source, reader)) {
    const key = `${use.start}:${use.ruleId.split('.')[0] === 'endpoint' ? 'endpoint' : 'name'}`
    const known = best.get(key)
    if (!known || weight[use.certainty] > weight[known.certainty]) best.set(key, use)
  }
  const uses = [...best.values()].sort((a, b) => a.start - b.start || a.end - b.end)
  return uses.some(({ ruleId }) => ruleId === 'session.functional-parameters') ? uses.map(sessionByHand) : uses
}

function read(source: string, reader: Reader): Use[] {
  switch (reader.as) {
    case 'lines':
      return lineUses(source)
    case 'markup':
      return [
        ...markupUses(source),
        ...scriptRanges(source).flatMap(({ start, end }) => codeUses(source, lexicons.script, start, end)),
      ]
    case 'code': {
      const uses = codeUses(source, lexicons[reader.lexicon])
      if (reader.lexicon !== 'php') return uses
      const around = lex(source, lexicons.php).filter(({ kind }) => kind === 'text')
      const isMarkup = ({ start }: Use) => around.some((text) => text.start <= start && start < text.end)
      return around.length === 0 ? uses : [...uses, ...markupUses(source).filter(isMarkup)]
    }
  }
}

/** The new session call ignores functional parameters: its address must not change before they have moved. */
function sessionByHand(use: Use): Use {
  if (use.ruleId !== 'endpoint.widget_session' || !use.edits) return use
  const { edits: _, ...rest } = use
  return { ...rest, suggestion: `${use.suggestion}, once its functional parameters have moved to the links` }
}
