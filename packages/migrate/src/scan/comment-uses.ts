import { endpoints, type MigrationRuleId } from '@raccord/contract'
import type { Use } from './finding.ts'
import { isTelling, newNameOf, type PreviousParameter, previousParameters } from './previous-names.ts'

const mention = new RegExp(
  `(?<!v2\\.1)\\/widget\\/(?<page>${[...endpoints, 'terms', 'professional-account'].join('|')})\\b|(?<!v2\\.1(?:\\/widget)?)\\/(?<session>widget_session)\\b|\\b(?<name>${previousParameters.filter(isTelling).join('|')})\\b`,
  'g',
)

/** What comments and documentation still say: never changed, only told. */
export function commentUses(source: string, start: number, end: number): Use[] {
  return [...source.slice(start, end).matchAll(mention)].map((found) => {
    const at = start + found.index
    const { page, name } = found.groups ?? {}
    const ruleId = (
      name ? `parameter.${name}` : page ? `endpoint.${page}` : 'endpoint.widget_session'
    ) as MigrationRuleId
    const now = name ? newNameOf(name as PreviousParameter) : `/v2.1${found[0]}`
    return {
      ruleId,
      certainty: 'possible',
      start: at,
      end: at + found[0].length,
      suggestion: `a comment: it will be ${now}`,
    }
  })
}
