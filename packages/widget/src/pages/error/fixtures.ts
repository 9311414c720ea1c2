import { type ErrorScreen, errors, type PersonErrorCode } from '@raccord/contract'
import { type Case, societeGenerale } from '../../fixture.ts'

const reference = 'R-7K2M-04'
const backToClient = 'https://compta.example/back?status=error&error=bank_unavailable&step=redirect'
const codes = Object.entries(errors)
  .filter(([, row]) => 'person' in row)
  .map(([code]) => code as PersonErrorCode)

function screen(error: PersonErrorCode): ErrorScreen {
  const base = { kind: 'error', error, reference, provider: societeGenerale, backToClient } as const
  switch (error) {
    case 'session_expired':
    case 'bank_link_used':
      return { kind: 'error', error, reference }
    case 'link_refused':
      return { kind: 'error', error, reference, parameter: 'redirect_url' }
    case 'temporarily_unavailable':
      return {
        kind: 'error',
        error,
        reference,
        again: { url: '/v2.1/widget/journey?session_id=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' },
      }
    case 'bank_limit_reached':
      return { ...base, retryAt: 1_795_612_200 }
    case 'bank_unavailable':
      return { ...base, tellMe: 'offered' }
    case 'bank_answer_invalid':
      return { ...base, tellMe: 'asked' }
    case 'action_needed_at_bank':
    case 'password_change_needed':
      return { ...base, bankUrl: 'https://particuliers.sg.fr/' }
    default:
      return base
  }
}

/** One for each error a person can meet: the table decides, so none is forgotten. */
export const errorCases: readonly Case[] = codes.map((code) => ({
  name: `error/${code}`,
  screen: screen(code),
  frame: { canGoBack: false, canCancel: false },
}))
