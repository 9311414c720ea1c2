import type { ProviderTile } from '@raccord/contract'
import { tile } from './fixture.ts'

const networks = [
  'Crédit Agricole',
  'Caisse d’Épargne',
  'Banque Populaire',
  'Crédit Mutuel',
  'Banca di Credito Cooperativo',
  'Sparkasse',
  'Volksbank',
  'Banque',
  'Cassa Rurale',
  'Crédit Coopératif',
]
const starts = [
  'Vil',
  'Mont',
  'Roc',
  'Bel',
  'Cham',
  'San',
  'Cas',
  'Or',
  'Lan',
  'Ver',
  'Nor',
  'Gar',
  'Tar',
  'Pol',
  'Mar',
  'Dru',
  'Fel',
  'Quin',
  'Bra',
  'Sil',
]
const ends = [
  'lefranche',
  'ebourg',
  'agnano',
  'tenay',
  'ovese',
  'ignac',
  'ulle',
  'aria',
  'edo',
  'etto',
  'anges',
  'oise',
  'illy',
  'onne',
  'asco',
  'ezza',
  'ault',
  'uano',
  'ières',
  'ombe',
]

/** A catalogue as long and as various as a real one. Multiplying primes spread the parts without chance. */
export function bigCatalogue(count: number): ProviderTile[] {
  return Array.from({ length: count }, (_, index) => {
    const pick = (list: readonly string[], prime: number) => list[(index * prime + (index >> 3)) % list.length] ?? ''
    const place = pick(starts, 7) + pick(ends, 13)
    const name = index % 3 === 0 ? `${place} ${pick(networks, 3)}` : `${pick(networks, 3)} ${place}`
    return tile(
      String(1000 + index * 7),
      name,
      index % 4 === 0 ? { aliases: [place.slice(0, 3).toUpperCase() + index] } : {},
    )
  })
}
