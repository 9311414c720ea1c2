import type { Challenge } from '@raccord/connector-kit'
import type { ChallengeView } from '@raccord/contract'

const imageTypes = ['image/png', 'image/gif', 'image/jpeg']

/** The bank's challenge as the page shows it. Pictures go inline as data, never as a link to the bank. */
export function challengeView(challenge: Challenge): ChallengeView {
  switch (challenge.kind) {
    case 'otp': {
      const { expiresAt: _expiresAt, ...shown } = challenge
      return shown
    }
    case 'text': {
      const { expiresAt: _expiresAt, ...shown } = challenge
      return shown
    }
    case 'choice': {
      const { expiresAt: _expiresAt, ...shown } = challenge
      return shown
    }
    case 'image': {
      const { expiresAt: _expiresAt, image, ...shown } = challenge
      const showable = image && imageTypes.includes(image.type) && /^[A-Za-z0-9+/=\s]+$/.test(image.base64)
      return {
        ...shown,
        ...(showable ? { imageUrl: `data:${image.type};base64,${image.base64.replace(/\s/g, '')}` } : {}),
      }
    }
  }
}
