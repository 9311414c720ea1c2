import type { News } from '../events/outbox.ts'
import type { ChannelResult } from './sync-store.ts'

/** What clients are told of a channel that was read to its end (WIRE §8). */
export function channelNews(
  definitionId: string,
  { status }: Pick<ChannelResult, 'status'>,
  newTransactions: boolean,
): [News, ...News[]] {
  const ended: News = { type: 'connection_synchronised', definitionId, status, newTransactions }
  return status === 'TOKEN_EXPIRED' ? [ended, { type: 'consent_ended', definitionId, status }] : [ended]
}
