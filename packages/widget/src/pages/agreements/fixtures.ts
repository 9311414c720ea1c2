import type { Agreement } from '@raccord/contract'
import { type Case, societeGenerale } from '../../fixture.ts'

const frame = { canGoBack: false, canCancel: false, progress: { done: 1, total: 1 } }

const agreements: readonly Agreement[] = [
  {
    reference: '1204',
    on: '2026-11-25',
    what: 'given',
    accountTypes: ['CHECKINGS', 'CREDIT_CARD', 'SAVINGS', 'LOAN'],
    perAccount: false,
    until: '2027-05-01',
    once: false,
    state: 'live',
    header: 'Conditions générales d’utilisation du service d’information sur les comptes',
    body: 'Vos données servent à tenir vos comptes.\nElles ne sont transmises à personne d’autre.',
  },
  {
    reference: '977',
    on: '2026-06-04',
    what: 'ended',
    accountTypes: ['SAVINGS'],
    perAccount: false,
    once: false,
    state: 'unused',
  },
  {
    reference: '976',
    on: '2026-05-24',
    what: 'by_client',
    accountTypes: ['CHECKINGS'],
    perAccount: true,
    once: true,
    state: 'bank',
    endedOn: '2026-05-26',
  },
  {
    reference: '12',
    on: '2025-12-01',
    what: 'given',
    accountTypes: ['CHECKINGS'],
    perAccount: false,
    until: '2026-11-01',
    once: false,
    state: 'unused',
  },
]

export const agreementsCases: readonly Case[] = [
  { name: 'agreements/usual', screen: { kind: 'agreements', provider: societeGenerale, agreements }, frame },
  { name: 'agreements/none', screen: { kind: 'agreements', provider: societeGenerale, agreements: [] }, frame },
]
