import { type Case, societeGenerale } from '../../fixture.ts'

export const confirmOwnerCases: readonly Case[] = [
  {
    name: 'confirm_owner/usual',
    screen: { kind: 'confirm_owner', provider: societeGenerale, proof: 'p4X' },
    frame: { canGoBack: false, canCancel: false },
  },
]
