import type { ConsentScreen } from '@raccord/contract'
import { type Case, societeGenerale } from '../../fixture.ts'

const screen: ConsentScreen = {
  kind: 'consent',
  provider: societeGenerale,
  accountTypes: ['CHECKINGS', 'CREDIT_CARD', 'SAVINGS', 'LOAN'],
  perAccount: false,
  until: '2027-05-01',
  renewal: false,
  next: 'bank',
  bankHost: 'particuliers.societegenerale.example',
}

const { until: _until, ...once } = screen
const { bankHost: _host, ...here } = screen

export const consentCases: readonly Case[] = [
  { name: 'consent/usual', screen },
  { name: 'consent/renewal', screen: { ...screen, renewal: true, perAccount: true } },
  { name: 'consent/framed', screen: { ...screen, newTab: true } },
  { name: 'consent/sign_in', screen: { ...here, next: 'sign_in' } },
  { name: 'consent/kept', screen: { ...here, renewal: true, next: 'kept' } },
  {
    name: 'consent/added',
    screen: { ...here, accountTypes: ['SAVINGS', 'LOAN'], renewal: true, added: true, next: 'sign_in' },
  },
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
