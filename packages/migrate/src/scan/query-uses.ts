import { migrationRules } from '@raccord/contract'
import { resolveChannel } from '../url/expected-types.ts'
import { isPlaceholder } from '../url/split-link.ts'
import type { Certainty, Edit, Use } from './finding.ts'
import type { PathHit, QueryHit } from './path-hits.ts'
import { newNameOf, type PreviousParameter } from './previous-names.ts'
import { hole, type VirtualText } from './virtual-text.ts'

/** Parameters in the query of an address. */
export function queryUses(hit: PathHit, certainty: Certainty): Use[] {
  if (hit.target === 'terms' || hit.target === 'professional-account') return []
  return hit.query.map((pair) => textUse(pair, hit.query, hit.names, hit.virtual, certainty, hit))
}

/** One `name=value` in a text. `target` says where the text goes. */
export function textUse(
  pair: QueryHit,
  all: readonly QueryHit[],
  names: readonly string[],
  virtual: VirtualText,
  certainty: Certainty,
  target: { readonly target: string; readonly endpoint?: string },
): Use {
  const name = pair.name as PreviousParameter
  const at = (offset: number) => virtual.map[offset] ?? -1
  const [start, nameEnd] = [at(pair.start), at(pair.nameEnd - 1) + 1]
  const here = { start, end: nameEnd, certainty }
  if (target.target === 'session') {
    const ruleId = 'session.functional-parameters'
    return { ...here, ruleId, suggestion: `append ${newNameOf(name)} to the links that the session call answers with` }
  }
  if (target.endpoint === 'edit_credentials' && (name === 'channel_definition_id' || name === 'multiple_channels')) {
    const ruleId = 'parameter.expected_account_types-edit_credentials'
    return { ...here, ruleId, suggestion: `take ${name} out` }
  }
  const ruleId = `parameter.${name}` as const
  const newName = newNameOf(name)
  if (names.includes(newName) || all.filter((other) => other.name === name).length > 1) {
    const suggestion = `${newName} is there already or ${name} is given twice: keep one, the new name wins`
    return { ...here, ruleId, certainty: certainty === 'certain' ? 'likely' : certainty, suggestion }
  }
  if (name !== 'channel_definition_id' && name !== 'multiple_channels') {
    const edits: Edit[] = [{ start, end: nameEnd, text: newName }]
    return { ...here, ruleId, suggestion: newName, ...(certainty === 'certain' ? { edits } : {}) }
  }
  return channelUse(name, pair, all, { ...here, ruleId }, at)
}

function channelUse(
  name: 'channel_definition_id' | 'multiple_channels',
  pair: QueryHit,
  all: readonly QueryHit[],
  use: Omit<Use, 'suggestion'>,
  at: (offset: number) => number,
): Use {
  const value = pair.value ?? ''
  const whole = { start: use.start, end: at(pair.end - 1) + 1 }
  const known = !value.includes(hole) && !isPlaceholder(value)
  if (
    all.some(
      (other) => other !== pair && (other.name === 'channel_definition_id' || other.name === 'multiple_channels'),
    )
  ) {
    return {
      ...use,
      certainty: lower(use.certainty),
      suggestion: 'both ask for channels: say expected_account_types once (several channels are ALL)',
    }
  }
  const write = (text: string, rule: Use['ruleId']): Use => {
    const edits = [{ ...whole, text }]
    return { ...use, end: whole.end, ruleId: rule, suggestion: text, ...(use.certainty === 'certain' ? { edits } : {}) }
  }
  if (name === 'multiple_channels') {
    if (value === 'true') return write('expected_account_types=ALL', 'value.ALL')
    return {
      ...use,
      suggestion: known ? 'take it out: the new widget asks by itself' : migrationRules['value.ALL'].says,
    }
  }
  const resolved = known ? resolveChannel(value, undefined) : undefined
  if (resolved && 'types' in resolved) {
    const text = `expected_account_types=${resolved.types}&provider_id=${resolved.providerId}`
    return write(text, resolved.ruleId)
  }
  return {
    ...use,
    suggestion: 'expected_account_types: PAYMENT for …01, OTHER for …00 (ALL where the bank has EMBEDDED alone)',
  }
}

export const lower = (certainty: Certainty): Certainty => (certainty === 'certain' ? 'likely' : certainty)
