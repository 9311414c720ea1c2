import { type Case, societeGenerale } from '../../fixture.ts'

export const redirectWaitingCases: readonly Case[] = [
  { name: 'redirect_waiting/usual', screen: { kind: 'redirect_waiting', provider: societeGenerale, tab: true } },
  {
    name: 'redirect_waiting/back',
    screen: { kind: 'redirect_waiting', provider: societeGenerale, tab: false, canLeave: true },
  },
]
