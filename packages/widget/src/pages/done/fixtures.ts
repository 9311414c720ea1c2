import type { Case } from '../../fixture.ts'

export const doneCases: readonly Case[] = [
  {
    name: 'done/usual',
    screen: { kind: 'done' },
    frame: { canGoBack: false, canCancel: false, progress: { done: 1, total: 1 } },
  },
]
