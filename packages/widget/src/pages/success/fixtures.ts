import type { SuccessScreen } from '@raccord/contract'
import { accountRows, type Case, longNames, returnMessage, societeGenerale } from '../../fixture.ts'

const screen: SuccessScreen = {
  kind: 'success',
  provider: societeGenerale,
  result: 'created',
  accounts: accountRows.slice(0, 2),
  transactions: 421,
  until: '2027-05-01',
  unsupported: [],
  target: returnMessage.data.redirect_url,
  goInSeconds: 5,
  message: returnMessage,
}

const { goInSeconds: _go, ...stopped } = screen
const { transactions: _read, ...coming } = stopped
const frame = { canGoBack: false, canCancel: false, progress: { done: 6, total: 6 } }

export const successCases: readonly Case[] = [
  { name: 'success/counting', screen, frame },
  {
    name: 'success/stopped',
    screen: { ...stopped, result: 'updated', note: 'partial', unsupported: [{ name: 'PEA Luke', type: 'Market' }] },
    frame,
  },
  {
    name: 'success/coming',
    screen: { ...coming, note: 'data_coming', accounts: accountRows },
    frame,
  },
  { name: 'success/reading', screen: { ...coming, note: 'data_coming', accounts: [] }, frame },
  {
    name: 'success/long_names',
    screen: {
      ...screen,
      provider: longNames.provider,
      accounts: accountRows.map((row) => ({
        ...row,
        name: `${row.name} de Monsieur et Madame Saint-Exupéry-Castelbajac`,
      })),
    },
    frame: { ...frame, client: longNames.client },
  },
  { name: 'success/several', screen: { ...screen, canAddAnother: true }, frame },
  { name: 'success/deleted', screen: { ...stopped, result: 'deleted', accounts: [], target: '' }, frame },
]
