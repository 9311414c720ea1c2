import type { Case } from '../../fixture.ts'

const alone = { canGoBack: false, canCancel: false, progress: { done: 0, total: 0 } }
const screen = { kind: 'gone', since: '2027-12-31', noticeUrl: 'https://raccord.example/docs#deprecated' } as const

export const goneCases: readonly Case[] = [
  { name: 'gone/moved', screen: { ...screen, successor: '/v2.1/widget/add_connection' }, frame: alone },
  { name: 'gone/no_successor', screen, frame: alone },
]
