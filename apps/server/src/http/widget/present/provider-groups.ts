import type { ProviderTile } from '@raccord/contract'
import type { Catalogue } from '../../../providers/catalogue.ts'

/** Begins the id of a group's tile: no provider id does (WIRE §1: digits). */
const prefix = 'g/'

export function isGroupId(id: string): boolean {
  return id.startsWith(prefix)
}

/**
 * The list with a tile for each group of two or more banks in it, before its most used bank: what is searched, so that both
 * the group and a region are found by name.
 */
export function groupedTiles(catalogue: Catalogue, tiles: readonly ProviderTile[]): ProviderTile[] {
  const members = new Map<string, ProviderTile[]>()
  for (const tile of tiles) {
    const id = groupIdOf(catalogue, tile)
    if (id === undefined) continue
    const known = members.get(id)
    if (known) known.push(tile)
    else members.set(id, [tile])
  }
  return tiles.flatMap((tile) => {
    const id = groupIdOf(catalogue, tile)
    const inGroup = id === undefined ? [] : (members.get(id) ?? [])
    return inGroup.length > 1 && inGroup[0] === tile ? [groupTile(catalogue, inGroup), tile] : [tile]
  })
}

/** The same without the banks behind a group's tile: what is shown before anything is searched. */
export function collapsed(catalogue: Catalogue, grouped: readonly ProviderTile[]): ProviderTile[] {
  const shown = new Set(grouped.flatMap(({ id }) => (isGroupId(id) ? [id] : [])))
  return grouped.filter((tile) => !shown.has(groupIdOf(catalogue, tile) ?? ''))
}

export function membersOf(
  catalogue: Catalogue,
  tiles: readonly ProviderTile[],
  group: Pick<ProviderTile, 'id'>,
): ProviderTile[] {
  return tiles.filter((tile) => groupIdOf(catalogue, tile) === group.id)
}

function groupIdOf(catalogue: Catalogue, { id }: ProviderTile): string | undefined {
  const group = catalogue.find(id)?.group
  return group && prefix + group.id
}

function groupTile(catalogue: Catalogue, members: readonly ProviderTile[]): ProviderTile {
  const group = catalogue.find(members[0]?.id ?? '')?.group
  const { id = '', name = '', aliases = [] } = group ?? {}
  const countries = [...new Set(members.flatMap((tile) => tile.countries))]
  // What is wrong with each of them is wrong with the network.
  const trouble = members.every((tile) => tile.trouble === members[0]?.trouble) ? members[0]?.trouble : undefined
  const mark = members[0]?.logoUrl
  const logo = mark !== undefined && catalogue.find(members[0]?.id ?? '')?.mark ? { logoUrl: mark } : {}
  const one = { id: prefix + id, name, aliases, countries, members: members.length, ...logo }
  return trouble === undefined ? one : { ...one, trouble }
}
