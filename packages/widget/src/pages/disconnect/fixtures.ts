import { type Case, societeGenerale, uploadTile } from '../../fixture.ts'

const frame = { canGoBack: true, canCancel: false, progress: { done: 1, total: 1 } }

export const disconnectCases: readonly Case[] = [
  {
    name: 'disconnect/usual',
    screen: { kind: 'disconnect', provider: societeGenerale, accounts: 4, transactions: 1_204 },
    frame,
  },
  {
    name: 'disconnect/files',
    screen: { kind: 'disconnect', provider: uploadTile, accounts: 2, transactions: 318 },
    frame,
  },
]
