import { type MigrationRule, type MigrationRuleId, migrationRules } from '@raccord/contract'
import type { DeprecatedUse } from './deprecated-uses.ts'
import { isOnSessionCall } from './session-call.ts'

export interface RuleOfUse {
  readonly id: MigrationRuleId
  readonly rule: MigrationRule
}

const misplaced = 'session.functional-parameters'

const rules = Object.entries(migrationRules).map(([id, rule]): RuleOfUse => ({ id: id as MigrationRuleId, rule }))

/** The rule of the migration table that says what takes the place of this; `undefined` for a name that it does not know. */
export function ruleOfUse(use: DeprecatedUse): RuleOfUse | undefined {
  if (isOnSessionCall(use.name)) return { id: misplaced, rule: migrationRules[misplaced] }
  return rules.find(({ rule }) => {
    if (rule.kind !== use.kind) return false
    // An endpoint's rule names its method as well: `GET /widget/terms`.
    return (use.kind === 'endpoint' ? rule.old?.split(' ')[1] : rule.old) === use.name
  })
}
