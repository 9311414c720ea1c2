import { fileProvider, type Provider } from '@raccord/catalogue'
import {
  isStatementUpload,
  type Locale,
  type ProvidersScreen,
  type ProviderTile,
  statementUpload,
  type WidgetParameters,
} from '@raccord/contract'
import { planChannels } from '../../../journey/channel-plan.ts'
import type { Catalogue } from '../../../providers/catalogue.ts'
import { paths } from '../page-paths.ts'
import type { PageSetting } from '../visit/page-setting.ts'
import { collapsed, groupedTiles, membersOf } from './provider-groups.ts'

/** @param locale of the person: the name of what is no bank is ours */
export function tileOf(provider: Provider, locale?: Locale): ProviderTile {
  const { id, aliases, countries, mark } = provider
  const name = locale && isStatementUpload(provider) ? statementUpload.names[locale] : provider.name
  // Drawn by this server, so that pages need no other origin.
  const logoUrl = provider.logoUrl ?? (mark && `/logos/${id}.svg`)
  return { id, name, aliases, countries, logoUrl }
}

export interface ProviderListDeps {
  readonly catalogue: Catalogue
  readonly search: (tiles: readonly ProviderTile[], query: string) => readonly ProviderTile[]
}

/** Statements instead of a bank: beside the list, where this installation takes them. */
export function offeredUpload(catalogue: Catalogue, locale: Locale): { readonly upload?: string } {
  return catalogue.find(fileProvider.id) ? { upload: statementUpload.names[locale] } : {}
}

/** The banks of one link: its countries only, and said on the row when a bank cannot give the expected account types. */
export function offeredTiles(
  catalogue: Catalogue,
  parameters: Pick<WidgetParameters, 'countries' | 'expected_account_types'>,
  locale: Locale,
): ProviderTile[] {
  const wanted = parameters.countries.length > 0 ? new Set(parameters.countries) : undefined
  return catalogue
    .all()
    .filter((provider) => !wanted || provider.countries.some((country) => wanted.has(country)))
    .map((provider) => {
      const plan = planChannels(catalogue.channels(provider.id) ?? [], parameters.expected_account_types)
      const { message, closedUntil } = catalogue.notice?.(provider.id, locale) ?? {}
      const tile = { ...tileOf(provider), ...(message === undefined ? {} : { message }) }
      if (!plan) return { ...tile, trouble: 'unavailable_types' }
      if (!catalogue.usable(provider.id)) return { ...tile, trouble: 'not_configured' }
      return closedUntil === undefined ? tile : { ...tile, trouble: 'down' }
    })
}

/** Several countries in the list: each row says its own. */
export function countriesDiffer(tiles: readonly ProviderTile[]): boolean {
  return new Set(tiles.map((tile) => tile.countries.join())).size > 1
}

export function providersScreen(
  deps: ProviderListDeps,
  parameters: WidgetParameters,
  setting: PageSetting,
): ProvidersScreen {
  const offered = offeredTiles(deps.catalogue, parameters, setting.locale)
  const asked = setting.query?.trim().slice(0, 100)
  const showCountry = countriesDiffer(offered)
  const grouped = groupedTiles(deps.catalogue, offered)
  const group = setting.group === undefined ? undefined : grouped.find(({ id }) => id === setting.group)
  const byId = new Map(offered.map((tile) => [tile.id, tile]))
  const favourites = [...new Set(parameters.favorite_providers)].flatMap((id) => byId.get(id) ?? [])
  const list = group ? membersOf(deps.catalogue, offered, group) : grouped
  const upload = offeredUpload(deps.catalogue, setting.locale)
  const inGroup = group ? { group: { id: group.id, name: group.name } } : {}
  if (asked) {
    // Stable ranking: of equally good matches the client's favourites come first, then the most used.
    const ranked = [
      ...favourites.filter((tile) => list.includes(tile)),
      ...list.filter((tile) => !favourites.includes(tile)),
    ]
    const providers = deps.search(ranked, asked)
    return { kind: 'providers', favourites: [], providers, showCountry, query: asked, ...inGroup, ...upload }
  }
  if (group) return { kind: 'providers', favourites: [], providers: list, showCountry, ...inGroup }
  return {
    kind: 'providers',
    favourites,
    providers: collapsed(deps.catalogue, grouped),
    showCountry,
    ...(setting.showAll ? { showAll: true } : {}),
    ...upload,
    indexUrl: providerIndexUrl({
      version: deps.catalogue.version,
      countries: parameters.countries,
      expected: parameters.expected_account_types,
      locale: setting.locale,
    }),
  }
}

/** Path and query of the search index of such a list: the same for everybody, so that it can be cached for good. */
export function providerIndexUrl(of: {
  readonly version: string
  readonly countries: readonly string[]
  readonly expected: string
  readonly locale: string
}): string {
  const countries = [...of.countries].sort().join(',')
  return `${paths.providerIndex}?${new URLSearchParams({ v: of.version, l: of.locale, t: of.expected, ...(countries ? { c: countries } : {}) })}`
}
