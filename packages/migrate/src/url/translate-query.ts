import { type Endpoint, migrationRules, renamedParameters } from '@raccord/contract'
import { resolveChannel } from './expected-types.ts'
import { decoded, isPlaceholder, type Pair, pairOf } from './split-link.ts'
import type { Change, ChannelModes, Conflict, Problem } from './translation.ts'

export interface TranslatedQuery {
  readonly pairs: readonly Pair[]
  readonly changes: Change[]
  readonly conflicts: Conflict[]
  readonly problems: Problem[]
}

const isRenamed = (name: string): name is keyof typeof renamedParameters => Object.hasOwn(renamedParameters, name)
const channelNames = ['channel_definition_id', 'multiple_channels']

/** Functional parameters of one link. `endpoint` is undefined where it is only known when the program runs. */
export function translateQuery(
  pairs: readonly Pair[],
  endpoint: Endpoint | undefined,
  channelModes: ChannelModes | undefined,
): TranslatedQuery {
  const out: TranslatedQuery & { pairs: Pair[] } = { pairs: [], changes: [], conflicts: [], problems: [] }
  for (const pair of pairs) {
    if (isRenamed(pair.name)) rename(pair, pair.name, pairs, out)
    else if (channelNames.includes(pair.name)) channel(pair, pairs, endpoint, channelModes, out)
    else out.pairs.push(pair)
  }
  return out
}

type Out = TranslatedQuery & { pairs: Pair[] }

function rename(pair: Pair, name: keyof typeof renamedParameters, all: readonly Pair[], out: Out): void {
  const ruleId = `parameter.${name}` as const
  const why = migrationRules[ruleId].says
  const written = pairOf(`${renamedParameters[name]}${pair.value === undefined ? '' : `=${pair.value}`}`)
  const renamed = pair.joint === undefined ? written : { ...written, joint: pair.joint }
  checkBoolean(pair, name, out)
  const already = all.find((other) => other.name === renamed.name)
  if (!already) {
    const twin = all.find((other) => other.name === name && other !== pair && other.value !== pair.value)
    if (twin && all.indexOf(twin) < all.indexOf(pair)) {
      out.problems.push({ ruleId, what: `${name} is given twice with different values`, next: 'keep one of them' })
    }
    out.pairs.push(renamed)
    out.changes.push({ ruleId, from: pair.text, at: pair.at ?? 0, to: renamed.text, why, certainty: 'certain' })
    return
  }
  drop(pair, already, ruleId, out)
}

/** Both names were given: the new one stays, as the server has it. */
function drop(pair: Pair, kept: Pair, ruleId: Change['ruleId'], out: Out): void {
  const same = decoded(kept.value ?? '') === decoded(pair.value ?? '')
  const why = `${kept.name} is there already.`
  out.changes.push({ ruleId, from: pair.text, at: pair.at ?? 0, to: '', why, certainty: 'certain' })
  if (!same) {
    const why = `${pair.name} and ${kept.name} say different things; the new name wins.`
    out.conflicts.push({ ruleId, kept: kept.text, dropped: pair.text, why })
  }
}

function checkBoolean(pair: Pair, name: string, out: Out): void {
  const value = pair.value ?? ''
  if (name === 'redirect_uri' || ['true', 'false'].includes(decoded(value)) || value === '' || isPlaceholder(value))
    return
  const ruleId = name === 'captive_mode' ? 'parameter.captive_mode' : 'parameter.select_accounts'
  out.problems.push({ ruleId, what: `${name}=${value} is neither true nor false`, next: 'write true or false' })
}

function channel(
  pair: Pair,
  all: readonly Pair[],
  endpoint: Endpoint | undefined,
  channelModes: ChannelModes | undefined,
  out: Out,
): void {
  const ruleId = pair.name === 'multiple_channels' ? 'parameter.multiple_channels' : 'parameter.channel_definition_id'
  const change = (to: string, why: string, rule: Change['ruleId'] = ruleId) =>
    out.changes.push({ ruleId: rule, from: pair.text, at: pair.at ?? 0, to, why, certainty: 'certain' })
  if (endpoint === 'edit_credentials') {
    const rule = 'parameter.expected_account_types-edit_credentials'
    change('', migrationRules[rule].says, rule)
    return
  }
  const said = all.find(({ name }) => name === 'expected_account_types')
  const many = all.some(({ name, value }) => name === 'multiple_channels' && decoded(value ?? '') === 'true')
  const add = (text: string) => {
    if (!out.pairs.some((other) => other.text === text)) out.pairs.push(pairOf(text))
    return text
  }

  if (pair.name === 'multiple_channels') {
    const value = decoded(pair.value ?? '')
    if (isPlaceholder(pair.value ?? '')) {
      out.pairs.push(pair)
      const what = 'multiple_channels is not known before the program runs'
      out.problems.push({ ruleId, what, next: 'give expected_account_types=ALL where it was true, nothing otherwise' })
    } else if (said) {
      drop(value === 'true' ? { ...pair, value: 'ALL' } : { ...pair, value: said.value }, said, ruleId, out)
    } else if (value === 'true')
      change(add('expected_account_types=ALL'), migrationRules['value.ALL'].says, 'value.ALL')
    else change('', 'Only true meant something; one channel after the other is what the new widget does by itself.')
    return
  }

  const resolved = resolveChannel(pair.value ?? '', channelModes)
  if ('unresolved' in resolved) {
    if (said || many) change('', `${said ? 'expected_account_types' : 'multiple_channels'} decides.`)
    else {
      out.pairs.push(pair)
      out.problems.push({ ruleId, what: resolved.unresolved, next: resolved.next })
    }
    return
  }
  // The channel named the bank as well: the person does not choose it again.
  const alone = endpoint === 'add_connection' && !all.some(({ name }) => name === 'provider_id')
  const bank = alone ? [`provider_id=${resolved.providerId}`] : []
  const types = `expected_account_types=${resolved.types}`
  const kept = said?.text ?? (many ? 'multiple_channels=true' : undefined)
  const texts = [...(kept === undefined ? [types] : []), ...bank].map(add)
  change(
    texts.join('&'),
    // What decides elsewhere is not said twice: then the channel tells the bank alone.
    `${migrationRules[kept === undefined ? resolved.ruleId : ruleId].says}${alone ? ' The channel’s bank is named too.' : ''}`,
    kept === undefined ? resolved.ruleId : ruleId,
  )
  if (kept !== undefined && kept !== types && !(many && resolved.types === 'ALL')) {
    const why = said
      ? 'The channel meant other account types than expected_account_types says; the new name wins.'
      : 'One channel and several channels were asked for at once; several wins, as it did.'
    out.conflicts.push({ ruleId, kept, dropped: pair.text, why })
  }
}
