import type { Session } from '../call/session.ts'
import { thawChallenge } from '../state.ts'

/** Whether the time for what the person was asked is over, by the bank's own word: a refusal then means just that. */
export function isOver({ bank, state }: Session): boolean {
  const { phase, authorisation } = state
  if (phase === 'decoupled') return authorisation?.until !== undefined && bank.now() >= new Date(authorisation.until)
  const expiresAt =
    authorisation?.challenge === undefined ? undefined : thawChallenge(authorisation.challenge).expiresAt
  return phase === 'challenge' && expiresAt !== undefined && bank.now() >= expiresAt
}
