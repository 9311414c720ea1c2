import { type Case, returnMessage } from '../../fixture.ts'

const alone = { canGoBack: false, canCancel: false, progress: { done: 0, total: 0 } }
const target = 'https://compta.example/back?status=success'

export const professionalAccountCases: readonly Case[] = [
  {
    name: 'professional_account/empty',
    screen: { kind: 'professional_account', values: {}, errors: {} },
    frame: alone,
  },
  {
    name: 'professional_account/wrong',
    screen: {
      kind: 'professional_account',
      values: {
        company_name: 'Société Anonyme des Établissements Vandenbroucke-Lefebvre et Fils Réunis',
        country: 'FR',
        registration_number: '732 829 321',
        legal_form: 'COMPANY',
      },
      errors: { registration_number: 'refused', role: 'required' },
    },
    frame: alone,
  },
  {
    name: 'professional_account/saved',
    screen: {
      kind: 'professional_account',
      values: {},
      errors: {},
      saved: {
        target,
        message: { ...returnMessage, data: { eventName: 'redirect_to', redirect_url: target, status: 'success' } },
        leave: false,
      },
    },
    frame: alone,
  },
]
