import type { Case } from '../../fixture.ts'

const frame = { canGoBack: false, canCancel: false, progress: { done: 0, total: 1 } }

export const unboundCases: readonly Case[] = [
  { name: 'unbound/restart', screen: { kind: 'unbound', canRestart: true }, frame },
  { name: 'unbound/closed', screen: { kind: 'unbound', canRestart: false }, frame },
]
