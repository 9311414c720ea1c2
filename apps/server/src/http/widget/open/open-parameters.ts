import {
  type Endpoint,
  parameters,
  type RawQuery,
  type ReadParameters,
  readParameters,
  type WidgetParameters,
} from '@raccord/contract'
import type { Client } from '../../../clients/client.ts'
import { checkClientUrl } from '../../../clients/client-url.ts'
import type { Fact } from '../../../journey/facts.ts'
import type { Catalogue } from '../../../providers/catalogue.ts'

export type OpenParameters =
  | { readonly kind: 'refused'; readonly parameter: string; readonly rule: string }
  | {
      readonly kind: 'read'
      readonly parameters: WidgetParameters
      readonly facts: readonly Fact[]
      /** Given by name: the default of the table means "all that are in use" where a connection exists already. */
      readonly expected?: WidgetParameters['expected_account_types']
      readonly channelDefinitionId?: string
      readonly multipleChannels: boolean
      /** Which types of account are wanted was said by name, or is pinned. */
      readonly fixed: boolean
    }

const urls = ['redirect_url', 'cancel_url', 'aspsp_callback_uri'] as const

/** A widget link, read for one client: registered URLs, licence, previous names translated through the catalogue (WIRE §5). */
export function openParameters(
  endpoint: Endpoint,
  query: RawQuery,
  client: Client,
  catalogue: Catalogue,
  translate: TranslateChannel = translateChannel,
): OpenParameters {
  const read = readParameters(endpoint, query, client.pinned)
  const refused = read.refused ?? refusedUrl(read, client)
  if (refused) return { kind: 'refused', ...refused }
  const facts: Fact[] = [
    ...read.warnings.map((warning): Fact => ({ kind: 'warned', ...warning })),
    ...read.deprecated.map((parameter): Fact => ({ kind: 'deprecated_used', parameter })),
  ]
  const named = query['expected_account_types'] !== undefined
  const fixed = named || client.pinned['expected_account_types'] !== undefined
  const { values, more } = translate(read.values, read, fixed, catalogue)
  const licensed = withLicence(values, client)
  return {
    kind: 'read',
    parameters: licensed.values,
    facts: [...facts, ...more, ...licensed.more],
    ...(named ? { expected: licensed.values.expected_account_types } : {}),
    channelDefinitionId: read.channelDefinitionId,
    multipleChannels: read.multipleChannels === true,
    fixed,
  }
}

/** The first of its URLs that the client has not registered. */
export function refusedUrl(
  { values, deprecated }: Pick<ReadParameters, 'values' | 'deprecated'>,
  client: Client,
): { readonly parameter: string; readonly rule: string } | undefined {
  for (const name of urls) {
    const given = values[name]
    const verdict = given === undefined ? undefined : checkClientUrl(client, given)
    // By the name that the link used.
    const used = parameters[name].previous.find((previous) => deprecated.includes(previous)) ?? name
    if (verdict?.kind === 'refused') return { parameter: used, rule: verdict.rule }
  }
  return undefined
}

/** What `channel_definition_id` and `multiple_channels` mean: not the same on the previous addresses and on the new ones. */
export type TranslateChannel = (
  values: WidgetParameters,
  read: ReadParameters,
  /** `expected_account_types` was given by name, or is pinned: it wins. */
  fixed: boolean,
  catalogue: Catalogue,
) => Step

interface Step {
  readonly values: WidgetParameters
  readonly more: readonly Fact[]
}

/** `…01` → PAYMENT; `…00` → OTHER, or ALL at a bank that has only EMBEDDED; `multiple_channels=true` → ALL. */
const translateChannel: TranslateChannel = (values, read, fixed, catalogue) => {
  const definition = read.channelDefinitionId === undefined ? undefined : catalogue.channel(read.channelDefinitionId)
  const { values: withProvider, more: unknown } = atItsBank(values, read, fixed, catalogue)
  if (fixed || (!definition && read.multipleChannels !== true)) return { values: withProvider, more: unknown }
  if (read.multipleChannels === true || !definition)
    return { values: { ...withProvider, expected_account_types: 'ALL' }, more: unknown }
  const embeddedOnly =
    catalogue.channels(definition.providerId)?.every((channel) => channel.mode === 'EMBEDDED') ?? false
  const expected = definition.mode === 'REDIRECT' ? 'PAYMENT' : embeddedOnly ? 'ALL' : 'OTHER'
  return { values: { ...withProvider, expected_account_types: expected }, more: unknown }
}

/** A channel is named by its bank's id and two digits: the bank need not be chosen again. */
export const atItsBank: TranslateChannel = (values, read, _fixed, catalogue) => {
  if (read.channelDefinitionId === undefined) return { values, more: [] }
  const providerId = catalogue.channel(read.channelDefinitionId)?.providerId
  if (providerId === undefined) {
    const rule = 'is no channel definition of this installation'
    return { values, more: [{ kind: 'warned', parameter: 'channel_definition_id', rule }] }
  }
  return { values: values.provider_id === undefined ? { ...values, provider_id: providerId } : values, more: [] }
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
