import { type Case, societeGenerale } from '../../fixture.ts'

export const channelChoiceCases: readonly Case[] = [
  {
    name: 'channel_choice/two_ways',
    screen: {
      kind: 'channel_choice',
      provider: societeGenerale,
      choices: [
        { definitionId: '3000301', mode: 'REDIRECT', accountTypes: ['CHECKINGS', 'CREDIT_CARD'] },
        { definitionId: '3000300', mode: 'EMBEDDED', accountTypes: ['CHECKINGS', 'SAVINGS', 'LOAN', 'CREDIT_CARD'] },
      ],
    },
    frame: { progress: { done: 1, total: 5 } },
  },
]
