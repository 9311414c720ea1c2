import type { OfferScreen } from '@raccord/contract'
import { accountRows, type Case, societeGenerale } from '../../fixture.ts'

const screen: OfferScreen = {
  kind: 'offer',
  provider: societeGenerale,
  accounts: accountRows.slice(0, 2),
  transactions: 421,
  waits: true,
  leaves: true,
}
const frame = { canGoBack: false, progress: { done: 3, total: 4 } }
const reading = { stage: 'transactions', accounts: 2, accountsDone: 1, transactions: 120, since: '2025-03-02' } as const

export const offerCases: readonly Case[] = [
  { name: 'offer/counting', screen: { ...screen, skipInSeconds: 8 }, frame },
  { name: 'offer/reading', screen: { ...screen, accounts: [], reading }, frame },
  {
    name: 'offer/starting',
    screen: {
      ...screen,
      accounts: [],
      reading: { stage: 'starting', accounts: 0, accountsDone: 0, transactions: 0 },
    },
    frame,
  },
  {
    name: 'offer/reading_counting',
    screen: { ...screen, accounts: [], reading, skipInSeconds: 8, waits: false },
    frame,
  },
  { name: 'offer/stopped', screen, frame },
  { name: 'offer/choice_follows', screen: { ...screen, leaves: false, skipInSeconds: 8 }, frame },
]
