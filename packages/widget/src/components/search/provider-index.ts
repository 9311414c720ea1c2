import type { ProviderTile } from '@raccord/contract'
import { monogram, monogramHue } from '../bank-tile/monogram.ts'

/** id, name, monogram, hue, aliases, country labels, trouble, logo: rows as short as they can be, trailing blanks cut. */
export type IndexRow = readonly [
  id: string,
  name: string,
  letters: string,
  hue: number,
  aliases?: string,
  countries?: string,
  trouble?: string,
  logo?: string,
]

/**
 * The JSON that `ProvidersScreen.indexUrl` must answer: what instant search needs beyond the rows first drawn.
 * `countryName` turns a code into what the reader sees; leave it out where countries are not shown.
 */
export function providerIndex(tiles: readonly ProviderTile[], countryName?: (code: string) => string): string {
  return JSON.stringify(
    tiles.map((tile) => {
      const countries = countryName ? tile.countries.map(countryName).join(', ') : ''
      const row: (string | number)[] = [tile.id, tile.name, monogram(tile), monogramHue(tile.id)]
      row.push(tile.aliases.join('|'), countries, tile.trouble?.split('_')[0] ?? '', tile.logoUrl ?? '')
      while (row.at(-1) === '') row.pop()
      return row
    }),
  )
}
