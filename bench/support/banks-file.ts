const kinds = ['Banque', 'Caisse', 'Crédit', 'Banca', 'Banco', 'Sparkasse', 'Volksbank', 'Cassa', 'Bank of', 'Société']
const places = [
  ...['Alsace', 'Bretagne', 'Bourgogne', 'Champagne', 'Corse', 'Dauphiné', 'Gascogne', 'Île-de-France', 'Languedoc'],
  ...[
    'Lorraine',
    'Normandie',
    'Picardie',
    'Poitou',
    'Provence',
    'Savoie',
    'Touraine',
    'Liguria',
    'Lombardia',
    'Umbria',
  ],
]
const suffixes = [
  '',
  ' Populaire',
  ' Mutuel',
  ' Agricola',
  ' Rurale',
  ' Épargne',
  ' Direct',
  ' Privée',
  ' Pro',
  ' & Fils',
]
const countries = ['FR', 'IT', 'GB', 'DE', 'ES']

/** Made-up banks with names like banks have: accents, long ones, other names, five countries. */
export function madeUpBanks(count: number): { id: string; name: string; aliases: string[]; countries: string[] }[] {
  return Array.from({ length: count }, (_, index) => {
    const kind = kinds[index % kinds.length]
    const place = places[Math.floor(index / kinds.length) % places.length]
    const suffix = suffixes[Math.floor(index / (kinds.length * places.length)) % suffixes.length]
    const again = Math.floor(index / (kinds.length * places.length * suffixes.length))
    const name = `${kind} ${place}${suffix}${again > 0 ? ` ${again + 1}` : ''}`
    const initials = name
      .split(/[^\p{L}]+/u)
      .map((word) => word.charAt(0))
      .join('')
      .toUpperCase()
    return {
      id: String(1000 + index),
      name,
      aliases: index % 3 === 0 ? [`${initials}${index}`] : [],
      countries: [countries[index % countries.length] ?? 'FR'],
    }
  })
}

/** The same as a catalogue file of an operator (RACCORD_PROVIDERS_FILE). */
export function banksFile(count: number): string {
  const channels = [
    {
      mode: 'REDIRECT',
      accountTypes: ['CHECKINGS', 'CREDIT_CARD'],
      protocol: 'berlin-group',
      options: { baseUrl: 'https://api.bank.example' },
      hosts: ['api.bank.example'],
    },
  ]
  const providers = madeUpBanks(count).map((bank, index) => ({ ...bank, popularity: count - index, channels }))
  return JSON.stringify({ providers })
}
