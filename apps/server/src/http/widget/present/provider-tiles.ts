import type { Provider } from '@raccord/catalogue'
import type { ProvidersScreen, ProviderTile, WidgetParameters } from '@raccord/contract'
import { planChannels } from '../../../journey/channel-plan.ts'
import type { Catalogue } from '../../../providers/catalogue.ts'

export function tileOf(provider: Provider): ProviderTile {
  const { id, name, aliases, countries, logoUrl } = provider
  return { id, name, aliases, countries, ...(logoUrl === undefined ? {} : { logoUrl }) }
}

/** The bank list of one link: its countries only, favourites first, and said on the row when a bank cannot serve it. */
export function providersScreen(
  catalogue: Catalogue,
  parameters: WidgetParameters,
  query: string | undefined,
  search: (tiles: readonly ProviderTile[], query: string) => readonly ProviderTile[],
): ProvidersScreen {
  const wanted = parameters.countries.length > 0 ? new Set(parameters.countries) : undefined
  const offered = catalogue
    .all()
    .filter((provider) => !wanted || provider.countries.some((country) => wanted.has(country)))
  const tiles = new Map(offered.map((provider) => [provider.id, rowOf(catalogue, provider, parameters)]))
  const providers = [...tiles.values()]
  const asked = query?.trim().slice(0, 100)
  return {
    kind: 'providers',
    favourites: asked ? [] : parameters.favorite_providers.flatMap((id) => tiles.get(id) ?? []),
    providers: asked ? search(providers, asked) : providers,
    showCountry: new Set(offered.flatMap((provider) => provider.countries.join())).size > 1,
    ...(asked ? { query: asked } : {}),
  }
}

function rowOf(catalogue: Catalogue, provider: Provider, parameters: WidgetParameters): ProviderTile {
  const plan = planChannels(catalogue.channels(provider.id) ?? [], parameters.expected_account_types)
  return plan ? tileOf(provider) : { ...tileOf(provider), trouble: 'unavailable_types' }
}
