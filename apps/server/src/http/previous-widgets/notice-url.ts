import { ruleOfUse } from '../../deprecation/rule-of-use.ts'
import { rulesUrl } from '../migration/rules-url.ts'

/** Where a developer reads what takes the place of a previous address. */
export function noticeUrl(apiBase: string, path: string): string {
  const rule = ruleOfUse({ kind: 'endpoint', name: path })
  return rule ? `${rulesUrl(apiBase)}#${rule.id}` : rulesUrl(apiBase)
}
