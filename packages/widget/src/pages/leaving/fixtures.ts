import type { Case } from '../../fixture.ts'

const target = 'https://compta.example/back?status=cancelled&step=consent'

export const leavingCases: readonly Case[] = [
  {
    name: 'leaving/cancelled',
    screen: {
      kind: 'leaving',
      target,
      message: {
        targetOrigins: ['https://compta.example'],
        data: { eventName: 'redirect_to', redirect_url: target, status: 'cancelled' },
      },
    },
    frame: { canGoBack: false, canCancel: false },
  },
]
