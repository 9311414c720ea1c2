import { type Case, returnMessage } from '../../fixture.ts'

const alone = { canGoBack: false, canCancel: false, progress: { done: 0, total: 0 } }
const target = 'https://compta.example/back?status=success'

export const termsCases: readonly Case[] = [
  { name: 'terms/usual', screen: { kind: 'terms', days: 180 }, frame: alone },
  {
    name: 'terms/own',
    screen: {
      kind: 'terms',
      days: 180,
      own: 'Conditions de Ma Compta\n\nArticle 1. Vos comptes servent à votre comptabilité.',
    },
    frame: alone,
  },
  {
    name: 'terms/accepted',
    screen: {
      kind: 'terms',
      days: 180,
      accepted: {
        day: '2026-11-22',
        target,
        message: { ...returnMessage, data: { eventName: 'redirect_to', redirect_url: target, status: 'success' } },
        leave: false,
      },
    },
    frame: alone,
  },
]
