import type { Provider } from '@raccord/catalogue'
import type { CredentialField } from '@raccord/connector-kit'
import { channelDefinitionId, type Locale } from '@raccord/contract'
import type { ProviderHealth, ProviderOut } from '@raccord/contract/wire'

export function presentProvider(
  provider: Provider,
  context: { readonly health: ProviderHealth; readonly apiBase: string; readonly locale: Locale },
): ProviderOut {
  const definitions = provider.channels.map((channel) => ({
    id: channelDefinitionId(provider.id, channel.mode),
    mode: channel.mode,
    account_types: [...channel.accountTypes],
    fields: channel.fields.map((field) => presentField(field, context.locale)),
  }))
  return {
    id: provider.id,
    name: provider.name,
    logo_url: logoUrl(provider, provider.id, context.apiBase),
    website: provider.website,
    countries: [...provider.countries],
    ...(provider.group === undefined ? {} : { group: { id: provider.group.id, name: provider.group.name } }),
    health: context.health,
    channel_definitions: definitions.sort((left, right) => left.id.localeCompare(right.id)),
  }
}

/** The bank's own logo where the catalogue has one, else a monogram that we draw; there always is one. */
export function logoUrl(provider: Provider | undefined, providerId: string, apiBase: string): string {
  return provider?.logoUrl ?? `${apiBase}/logos/${providerId}.svg`
}

function presentField(
  field: CredentialField,
  locale: Locale,
): ProviderOut['channel_definitions'][number]['fields'][number] {
  return {
    id: field.id,
    label: field.label[locale],
    labels: field.label,
    ...(field.help ? { help: field.help } : {}),
    type: field.type,
    secret: field.secret,
    required: field.required,
    max_length: field.maxLength,
    pattern: field.pattern,
    ...(field.options ? { options: field.options.map((option) => ({ ...option })) } : {}),
  }
}
