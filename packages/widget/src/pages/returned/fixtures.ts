import { type Case, societeGenerale } from '../../fixture.ts'

export const returnedCases: readonly Case[] = [
  {
    name: 'returned/usual',
    screen: { kind: 'returned', provider: societeGenerale, continueUrl: '/v2.1/widget/add_connection?ticket=a1' },
    frame: { canGoBack: false, canCancel: false },
  },
  {
    name: 'returned/phone',
    screen: {
      kind: 'returned',
      provider: societeGenerale,
      continueUrl: '/v2.1/widget/journey?session_id=s',
      phone: true,
    },
    frame: { canGoBack: false, canCancel: false },
  },
]
