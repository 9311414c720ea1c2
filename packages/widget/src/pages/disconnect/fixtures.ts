import { type Case, societeGenerale } from '../../fixture.ts'

export const disconnectCases: readonly Case[] = [
  {
    name: 'disconnect/usual',
    screen: { kind: 'disconnect', provider: societeGenerale, accounts: 4, transactions: 1_204 },
    frame: { canGoBack: true, canCancel: false, progress: { done: 1, total: 1 } },
  },
]
