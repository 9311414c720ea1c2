import { type ParameterRow, parameters, type RawQuery } from '@raccord/contract'

/** Names that say the same thing: the new one and its previous ones. */
const synonyms: readonly (readonly string[])[] = [
  ...Object.entries(parameters as Record<string, ParameterRow>)
    .filter(([name]) => name !== 'expected_account_types')
    .map(([name, { previous }]) => [name, ...previous]),
  ['expected_account_types', 'channel_definition_id', 'multiple_channels'],
]

const known = new Set(synonyms.flat())

/**
 * Parameters on the address of `POST /widget_session`, for every link of the session (WIRE §7); or the first that cannot be
 * kept, and why.
 */
export function readDefaults(
  query: RawQuery,
): { readonly defaults: Readonly<Record<string, string>> } | { readonly parameter: string; readonly rule: string } {
  const defaults: Record<string, string> = {}
  for (const [name, given] of Object.entries(query)) {
    if (!known.has(name) || given === undefined) continue
    const values = new Set([given].flat())
    const [value] = values
    if (values.size !== 1 || value === undefined)
      return { parameter: name, rule: 'was given twice with different values' }
    // Neither can be stored as jsonb.
    if (value.includes('\0') || !value.isWellFormed())
      return { parameter: name, rule: 'must be well-formed text without NUL characters' }
    defaults[name] = value
  }
  return { defaults }
}

/** A link's own parameters, and for what it says nothing about those of the session: the link wins, by whichever name. */
export function withDefaults(defaults: Readonly<Record<string, string>> | undefined, query: RawQuery): RawQuery {
  const open = Object.entries(defaults ?? {}).filter(([name]) => {
    const same = synonyms.find((names) => names.includes(name)) ?? [name]
    return same.every((other) => query[other] === undefined)
  })
  return { ...Object.fromEntries(open), ...query }
}
