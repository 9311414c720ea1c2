import { type Endpoint, type RawQuery, readParameters, type WidgetParameters } from '@raccord/contract'
import type { Client } from '../../clients/client.ts'
import { checkClientUrl } from '../../clients/client-url.ts'
import type { Fact } from '../../journey/facts.ts'
import type { Catalogue } from '../../providers/catalogue.ts'

export type OpenParameters =
  | { readonly kind: 'refused'; readonly parameter: string; readonly rule: string }
  | { readonly kind: 'read'; readonly parameters: WidgetParameters; readonly facts: readonly Fact[] }

const urls = ['redirect_url', 'cancel_url', 'aspsp_callback_uri'] as const

/** A widget link, read for one client: registered URLs, licence, previous names translated through the catalogue (WIRE §5). */
export function openParameters(
  endpoint: Endpoint,
  query: RawQuery,
  client: Client,
  catalogue: Catalogue,
): OpenParameters {
  const read = readParameters(endpoint, query, client.pinned)
  if (read.refused) return { kind: 'refused', ...read.refused }
  for (const name of urls) {
    const given = read.values[name]
    const verdict = given === undefined ? undefined : checkClientUrl(client, given)
    if (verdict?.kind === 'refused') return { kind: 'refused', parameter: name, rule: verdict.rule }
  }
  const facts: Fact[] = [
    ...read.warnings.map((warning): Fact => ({ kind: 'warned', ...warning })),
    ...read.deprecated.map((parameter): Fact => ({ kind: 'deprecated_used', parameter })),
  ]
  const { values, more } = translateChannel(read.values, read, query, catalogue)
  const licensed = withLicence(values, client)
  return { kind: 'read', parameters: licensed.values, facts: [...facts, ...more, ...licensed.more] }
}

interface Step {
  readonly values: WidgetParameters
  readonly more: readonly Fact[]
}

/** `…01` → PAYMENT; `…00` → OTHER, or ALL at a bank that has only EMBEDDED; `multiple_channels=true` → ALL. */
function translateChannel(
  values: WidgetParameters,
  read: ReturnType<typeof readParameters>,
  query: RawQuery,
  catalogue: Catalogue,
): Step {
  const newNameWins = query['expected_account_types'] !== undefined
  const definition = read.channelDefinitionId === undefined ? undefined : catalogue.channel(read.channelDefinitionId)
  const unknown: Fact[] =
    read.channelDefinitionId !== undefined && !definition
      ? [{ kind: 'warned', parameter: 'channel_definition_id', rule: 'is no channel definition of this installation' }]
      : []
  const withProvider =
    definition && values.provider_id === undefined ? { ...values, provider_id: definition.providerId } : values
  if (newNameWins || (!definition && read.multipleChannels !== true)) return { values: withProvider, more: unknown }
  if (read.multipleChannels === true || !definition)
    return { values: { ...withProvider, expected_account_types: 'ALL' }, more: unknown }
  const embeddedOnly =
    catalogue.channels(definition.providerId)?.every((channel) => channel.mode === 'EMBEDDED') ?? false
  const expected = definition.mode === 'REDIRECT' ? 'PAYMENT' : embeddedOnly ? 'ALL' : 'OTHER'
  return { values: { ...withProvider, expected_account_types: expected }, more: unknown }
}

/** An empty `terms_body` skips the consent screen for clients that hold a licence of their own; for others it is shown, and the log says why. */
function withLicence(values: WidgetParameters, client: Client): Step {
  if (values.terms_body !== '' || client.ownLicence) return { values, more: [] }
  const { terms_body: _terms, ...rest } = values
  return {
    values: rest,
    more: [
      {
        kind: 'warned',
        parameter: 'terms_body',
        rule: 'is empty, but this client is not marked own_licence: the consent screen is shown',
      },
    ],
  }
}
