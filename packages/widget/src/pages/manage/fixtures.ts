import type { ManageScreen } from '@raccord/contract'
import { accountRows, type Case, societeGenerale, uploadTile } from '../../fixture.ts'

const screen: ManageScreen = {
  kind: 'manage',
  provider: societeGenerale,
  accounts: accountRows,
  unsupported: [{ name: 'PEA Luke', type: 'Market' }],
  channels: [
    {
      mode: 'REDIRECT',
      accountTypes: ['CHECKINGS', 'CREDIT_CARD'],
      state: 'good',
      until: '2027-05-01',
      daysLeft: 160,
      daysTotal: 180,
      lastRefresh: 1_795_590_000,
      nextRefresh: 1_795_612_200,
      quota: { limit: 4, used: 2, resetsAt: 1_795_640_000 },
    },
    { mode: 'EMBEDDED', accountTypes: ['SAVINGS', 'LOAN'], state: 'attention' },
  ],
  saved: false,
}
const frame = { canGoBack: false, canCancel: false, progress: { done: 1, total: 1 } }

export const manageCases: readonly Case[] = [
  { name: 'manage/usual', screen, frame },
  {
    name: 'manage/saved',
    screen: {
      ...screen,
      saved: true,
      unsupported: [],
      channels: screen.channels.slice(0, 1).map((channel) => ({ ...channel, renewFrom: '2027-04-01' })),
    },
    frame,
  },
  {
    name: 'manage/one_channel',
    screen: {
      ...screen,
      channels: [
        ...screen.channels.slice(0, 1),
        { mode: 'EMBEDDED', addId: '3000300', accountTypes: ['SAVINGS', 'LOAN'], state: 'unused' },
      ],
    },
    frame,
  },
  {
    name: 'manage/gap',
    screen: {
      ...screen,
      accounts: accountRows.map((row, at) =>
        at === 0 ? { ...row, gap: { amount: -1_250, since: '2026-11-03' } } : row,
      ),
    },
    frame,
  },
  {
    name: 'manage/files',
    screen: {
      ...screen,
      provider: uploadTile,
      accounts: accountRows.slice(0, 2),
      unsupported: [],
      channels: [
        { mode: 'EMBEDDED', accountTypes: ['CHECKINGS', 'SAVINGS'], state: 'good', lastRefresh: 1_795_590_000 },
      ],
    },
    frame,
  },
  {
    name: 'manage/none',
    screen: {
      ...screen,
      error: 'required',
      channels: [{ mode: 'REDIRECT', accountTypes: ['CHECKINGS'], state: 'unused' }],
    },
    frame,
  },
]
