import type { ChallengeScreen, ChallengeView } from '@raccord/contract'
import type { PageContext } from '../../page-context.ts'

/** The question in four words. */
export function challengeTitle(challenge: ChallengeView, { t }: PageContext): string {
  switch (challenge.kind) {
    case 'otp':
      return t('challenge.titleCode')
    case 'text':
      return t('challenge.titleText')
    case 'choice':
      return t(challenge.about === 'customer' ? 'challenge.titleCustomer' : 'challenge.titleChoice')
    case 'approve':
      return t('challenge.titleApprove')
    case 'image':
      if (challenge.variant === 'flicker') return t('challenge.titleFlicker')
      return challenge.variant === 'image' ? t('challenge.titleImage') : t('challenge.titleScan')
  }
}

/** Where to look for the answer. */
export function challengeLead({ challenge, provider }: ChallengeScreen, { t }: PageContext): string {
  switch (challenge.kind) {
    case 'otp':
      return challenge.destination === undefined
        ? t(`challenge.${challenge.medium}`)
        : // A number is not broken at the end of a line.
          t(`challenge.${challenge.medium}To`, { destination: challenge.destination.replaceAll(' ', '\u00a0') })
    case 'approve':
      return t('challenge.approveLead', { bank: provider.name })
    case 'image':
      if (challenge.variant === 'flicker') return t('challenge.flickerLead')
      return challenge.variant === 'image' ? t('challenge.imageLead') : t('challenge.scanLead')
    case 'text':
    case 'choice':
      return ''
  }
}
