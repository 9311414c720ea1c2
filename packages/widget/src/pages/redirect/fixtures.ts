import type { RedirectScreen } from '@raccord/contract'
import { type Case, societeGenerale } from '../../fixture.ts'

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
  { name: 'redirect/new_tab', screen: { ...screen, newTab: true, leg: { number: 2, of: 2 } } },
]
