import type { RedirectScreen } from '@raccord/contract'
import { type Case, longNames, societeGenerale } from '../../fixture.ts'

// Not a code that a phone could read: only its looks matter here.
const chequered = Array.from({ length: 37 * 37 }, (_, index) => index)
  .filter((index) => (index * 7 + (index >> 3) * 5) % 11 < 5 && index % 37 > 3 && index % 37 < 33)
  .filter((index) => index > 4 * 37 && index < 33 * 37)
  .map((index) => `M${index % 37} ${Math.floor(index / 37)}h1v1h-1z`)
  .join('')
const handover = { size: 37, path: chequered, refused: false }

const screen: RedirectScreen = {
  kind: 'redirect',
  provider: societeGenerale,
  departUrl: '/bank/depart?ticket=9fQ2',
  bankHost: 'particuliers.sg.fr',
  newTab: false,
  leg: { number: 1, of: 1 },
}

export const redirectCases: readonly Case[] = [
  { name: 'redirect/usual', screen },
  { name: 'redirect/phone', screen: { ...screen, handover } },
  { name: 'redirect/phone_refused', screen: { ...screen, handover: { ...handover, refused: true } } },
  { name: 'redirect/phone_over', screen: { ...screen, handoverOver: true } },
  {
    name: 'redirect/long_names',
    screen: {
      ...screen,
      provider: longNames.provider,
      bankHost: 'autenticazione-forte.accesso-clienti.credito-cooperativo-castagneto.example',
    },
    frame: { client: longNames.client },
  },
  { name: 'redirect/new_tab', screen: { ...screen, newTab: true, leg: { number: 2, of: 2 } } },
]
