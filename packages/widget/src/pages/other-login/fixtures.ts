import { accountRows, type Case, longNames, societeGenerale } from '../../fixture.ts'

const withoutBalance = accountRows.map(({ balance: _, ...row }) => row)

export const otherLoginCases: readonly Case[] = [
  {
    name: 'other_login/many',
    screen: {
      kind: 'other_login',
      provider: longNames.provider,
      accounts: [1, 2].flatMap((copy) => accountRows.map((row) => ({ ...row, id: `${copy}${row.id}` }))),
      found: withoutBalance,
    },
    frame: { client: longNames.client, canGoBack: false },
  },
  {
    name: 'other_login/usual',
    screen: {
      kind: 'other_login',
      provider: societeGenerale,
      accounts: accountRows.slice(0, 2),
      found: withoutBalance.slice(2),
    },
    frame: { canGoBack: false },
  },
]
