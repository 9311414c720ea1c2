import type { ProvidersScreen } from '@raccord/contract'
import { type Case, societeGenerale, testBank, tile } from '../../fixture.ts'

const banks = [
  tile('10', 'BNP Paribas', { aliases: ['BNP'] }),
  tile('g/credit-agricole', 'Crédit Agricole', { aliases: ['CA'], members: 39 }),
  societeGenerale,
  tile('40', 'La Banque Postale', { aliases: ['LBP', 'La Poste'] }),
  tile('50', 'Caisse d’Épargne Grand Est Europe', { trouble: 'down' }),
  tile('60', 'Crédit Mutuel', { aliases: ['CM'] }),
  tile('70', 'LCL', { aliases: ['Crédit Lyonnais'] }),
  tile('80', 'BoursoBank', { aliases: ['Boursorama'], trouble: 'unavailable_types' }),
  tile('85', 'Intesa Sanpaolo', { countries: ['IT'] }),
  tile('86', 'Banca Monte dei Paschi di Siena', { countries: ['IT'], aliases: ['MPS'] }),
  testBank,
]

const regions = [
  tile('20', 'Crédit Agricole Île-de-France', { aliases: ['CADIF'] }),
  tile('21', 'Crédit Agricole Sud Rhône Alpes', { trouble: 'degraded' }),
  tile('22', 'Crédit Agricole Normandie-Seine'),
]

const screen: ProvidersScreen = {
  kind: 'providers',
  favourites: [testBank, societeGenerale, tile('60', 'Crédit Mutuel')],
  providers: banks,
  showCountry: false,
}

export const providersCases: readonly Case[] = [
  { name: 'providers/usual', screen, frame: { canGoBack: false, progress: { done: 0, total: 6 }, sandbox: true } },
  {
    name: 'providers/countries',
    screen: { ...screen, favourites: [], showCountry: true },
    frame: { canGoBack: false },
  },
  {
    name: 'providers/searched',
    screen: { ...screen, providers: [...banks.slice(1, 2), ...regions], query: 'credit agr' },
    frame: { canGoBack: false },
  },
  {
    name: 'providers/group',
    screen: {
      ...screen,
      favourites: [],
      providers: regions,
      group: { id: 'g/credit-agricole', name: 'Crédit Agricole' },
    },
    frame: { canGoBack: false },
  },
  { name: 'providers/none', screen: { ...screen, favourites: [], providers: [] }, frame: { canGoBack: false } },
  { name: 'providers/nothing', screen: { ...screen, providers: [], query: 'xyzzy' }, frame: { canGoBack: false } },
]
