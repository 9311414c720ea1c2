import type { JourneyStep } from '@raccord/contract'
import type { Fact } from './facts.ts'

/** Public name of the step that this fact brings a person to. */
export function placeOf(fact: Fact): JourneyStep | undefined {
  switch (fact.kind) {
    case 'provider_left':
      return 'providers'
    case 'not_listed_opened':
      return 'not_listed'
    case 'connection_opened':
      return fact.purpose === 'manage' ? 'manage' : 'consent'
    case 'renewal_asked':
    case 'provider_chosen':
      return 'consent'
    case 'bank_redirects':
    case 'departed':
    case 'returned':
      return 'redirect'
    case 'bank_called':
      return fact.call === 'begin_with_credentials' ? 'credentials' : undefined
    case 'bank_asks':
      return fact.what === 'form' ? 'credentials' : 'challenge'
    case 'consent_given':
      return 'consent'
    case 'same_bank_found':
      return 'same_bank'
    case 'other_login_found':
      return 'other_login'
    case 'offer_shown':
      return 'offer'
    case 'files_changed':
    case 'import_begun':
      return 'upload'
    case 'leg_authorised':
    case 'accounts_chosen':
    case 'files_imported':
    case 'sync_ended':
      return 'sync'
    default:
      return undefined
  }
}
