import {
  type Endpoint,
  type ParameterName,
  type ParameterRow,
  parameters,
  type WidgetParameters,
} from './parameters.ts'

/** A query as the server parsed it: a name given twice is an array. */
export type RawQuery = { readonly [name: string]: string | readonly string[] | undefined }

export interface ReadParameters {
  readonly values: WidgetParameters
  /** For the session log: the widget opened with the default. */
  readonly warnings: readonly { readonly parameter: string; readonly rule: string }[]
  /** Previous names that were used. */
  readonly deprecated: readonly string[]
  /** The first parameter that must not be guessed, if any: a clear page instead of the widget. */
  readonly refused?: { readonly parameter: string; readonly rule: string }
  /** Previous names whose meaning depends on the bank: translated where the provider is known. */
  readonly channelDefinitionId?: string
  readonly multipleChannels?: boolean
}

/**
 * Reads a widget link (WIRE §5). New names win over previous ones; a value that the client pinned wins over the link;
 * unknown parameters are ignored.
 */
export function readParameters(
  endpoint: Endpoint,
  query: RawQuery,
  pinned: { readonly [name: string]: string } = {},
): ReadParameters {
  const values: Record<string, unknown> = {}
  const warnings: { parameter: string; rule: string }[] = []
  const deprecated: string[] = []
  let refused: { parameter: string; rule: string } | undefined

  for (const [name, row] of Object.entries(parameters) as [ParameterName, ParameterRow][]) {
    if (row.byDefault !== undefined) values[name] = row.byDefault
    if (!row.endpoints.includes(endpoint)) continue
    const given = (candidate: string) => textsOf(query[candidate], row)[0] !== undefined
    const used = pinned[name] !== undefined ? name : [name, ...row.previous].find(given)
    if (used === undefined) continue
    // Those that a new or a pinned name wins over are in use as well: who sends both is not done.
    deprecated.push(...row.previous.filter((previous) => previous !== name && query[previous] !== undefined))
    const [text = '', ...others] = textsOf(pinned[name] ?? query[used], row)
    if (others.length > 0) warnings.push({ parameter: used, rule: 'was given more than once: the first value counts' })
    const reading = row.read(text)
    if ('value' in reading) {
      values[name] = reading.value
      if (reading.warning !== undefined) warnings.push({ parameter: name, rule: reading.warning })
    } else if (row.onBad === 'refuse') {
      refused ??= { parameter: used, rule: reading.broken }
    } else {
      warnings.push({ parameter: used, rule: reading.broken })
    }
  }

  const channelDefinitionId = textsOf(query['channel_definition_id'])[0]
  const multipleChannels = textsOf(query['multiple_channels'])[0]
  if (channelDefinitionId !== undefined) deprecated.push('channel_definition_id')
  if (multipleChannels !== undefined) deprecated.push('multiple_channels')
  return {
    values: values as unknown as WidgetParameters,
    warnings,
    deprecated,
    ...(refused ? { refused } : {}),
    channelDefinitionId,
    ...(multipleChannels !== undefined ? { multipleChannels: multipleChannels === 'true' } : {}),
  }
}

/** What a name was given, each text once. */
function textsOf(value: string | readonly string[] | undefined, row?: ParameterRow): readonly string[] {
  const texts = value === undefined ? [] : typeof value === 'string' ? [value] : [...new Set(value)]
  return row?.emptyIsAbsent ? texts.filter((text) => text !== '') : texts
}
