import { accountRows, type Case, longNames, societeGenerale } from '../../fixture.ts'

export const sameBankCases: readonly Case[] = [
  {
    name: 'same_bank/many',
    screen: {
      kind: 'same_bank',
      provider: longNames.provider,
      accounts: [1, 2, 3].flatMap((copy) => accountRows.map((row) => ({ ...row, id: `${copy}${row.id}` }))),
      others: 2,
    },
    frame: { client: longNames.client },
  },
  {
    name: 'same_bank/usual',
    screen: { kind: 'same_bank', provider: societeGenerale, accounts: accountRows.slice(0, 2), others: 0 },
  },
]
