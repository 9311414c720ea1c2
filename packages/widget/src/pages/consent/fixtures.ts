import type { ConsentScreen } from '@raccord/contract'
import { type Case, societeGenerale } from '../../fixture.ts'

const screen: ConsentScreen = {
  kind: 'consent',
  provider: societeGenerale,
  accountTypes: ['CHECKINGS', 'CREDIT_CARD', 'SAVINGS', 'LOAN'],
  perAccount: false,
  until: '2027-05-01',
  renewal: false,
}

const { until: _until, ...once } = screen

export const consentCases: readonly Case[] = [
  { name: 'consent/usual', screen },
  { name: 'consent/renewal', screen: { ...screen, renewal: true, perAccount: true } },
  { name: 'consent/once', screen: { ...once, accountTypes: ['CHECKINGS'] } },
  {
    name: 'consent/own_terms',
    screen: {
      ...screen,
      header: 'Conditions de Ma Compta',
      body: 'Article 1.\nVos comptes sont lus pour tenir votre comptabilité.\nArticle 2.\nVos données ne sont transmises à personne d’autre et sont effacées un an après la fin de votre abonnement, sauf si la loi impose de les conserver.\nArticle 3.\nVous pouvez retirer votre accord à tout moment.',
    },
  },
]
