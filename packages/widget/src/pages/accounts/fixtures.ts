import type { AccountsScreen } from '@raccord/contract'
import { accountRows, type Case, societeGenerale } from '../../fixture.ts'

const screen: AccountsScreen = {
  kind: 'accounts',
  provider: societeGenerale,
  accounts: accountRows,
  unsupported: [{ name: 'PEA Luke', type: 'Market' }],
}

export const accountsCases: readonly Case[] = [
  { name: 'accounts/usual', screen, frame: { canGoBack: false } },
  {
    name: 'accounts/none',
    screen: {
      ...screen,
      error: 'required',
      unsupported: [],
      accounts: accountRows.map((row) => ({ ...row, selected: false })),
    },
    frame: { canGoBack: false },
  },
]
