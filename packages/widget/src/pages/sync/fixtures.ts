import type { SyncScreen } from '@raccord/contract'
import { type Case, societeGenerale } from '../../fixture.ts'

const screen: SyncScreen = {
  kind: 'sync',
  provider: societeGenerale,
  stage: 'transactions',
  accounts: 3,
  accountsDone: 3,
  transactions: 421,
  since: '2025-03-02',
}

export const syncCases: readonly Case[] = [
  { name: 'sync/transactions', screen, frame: { canGoBack: false, progress: { done: 5, total: 6 } } },
  { name: 'sync/slow', screen: { ...screen, stage: 'starting', transactions: 0, slow: true } },
  {
    name: 'sync/starting',
    screen: {
      kind: 'sync',
      provider: societeGenerale,
      stage: 'starting',
      accounts: 0,
      accountsDone: 0,
      transactions: 0,
    },
    frame: { canGoBack: false },
  },
]
