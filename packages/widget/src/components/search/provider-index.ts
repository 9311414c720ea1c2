import type { Locale, ProviderTile } from '@raccord/contract'
import { formatsFor } from '../../messages/format.ts'
import { translator } from '../../messages/translate.ts'
import { monogram, monogramHue } from '../bank-tile/monogram.ts'

/** id, name, monogram, hue, aliases, country labels or how many are behind it and what the operator says, trouble, logo: rows as short as they can be, trailing blanks cut. */
export type IndexRow = readonly [
  id: string,
  name: string,
  letters: string,
  hue: number,
  aliases?: string,
  under?: string,
  trouble?: string,
  logo?: string,
]

/**
 * The JSON that `ProvidersScreen.indexUrl` must answer: what instant search needs beyond the rows first drawn.
 */
export function providerIndex(
  tiles: readonly ProviderTile[],
  locale: Locale = 'en',
  showCountry: boolean = false,
): string {
  const t = translator(locale)
  const { country } = formatsFor(locale)
  return JSON.stringify(
    tiles.map((tile) => {
      const countries = showCountry ? tile.countries.map(country).join(', ') : ''
      const own = tile.members === undefined ? countries : t('providers.members', { count: tile.members })
      const under = [own, tile.message].filter(Boolean).join(' · ')
      const row: (string | number)[] = [tile.id, tile.name, monogram(tile), monogramHue(tile.id)]
      row.push(tile.aliases.join('|'), under, tile.trouble?.split('_')[0] ?? '', tile.logoUrl ?? '')
      while (row.at(-1) === '') row.pop()
      return row
    }),
  )
}
