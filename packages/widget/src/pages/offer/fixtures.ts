import { type Case, societeGenerale } from '../../fixture.ts'

export const offerCases: readonly Case[] = [
  {
    name: 'offer/counting',
    screen: { kind: 'offer', provider: societeGenerale, connectedAccounts: 2, skipInSeconds: 8 },
    frame: { canGoBack: false },
  },
  {
    name: 'offer/reading',
    screen: { kind: 'offer', provider: societeGenerale, reading: true, skipInSeconds: 8 },
    frame: { canGoBack: false },
  },
  {
    name: 'offer/stopped',
    screen: { kind: 'offer', provider: societeGenerale, connectedAccounts: 1 },
    frame: { canGoBack: false },
  },
]
