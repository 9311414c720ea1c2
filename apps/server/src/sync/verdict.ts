import type { EndedChannel, RunStatus } from './sync-store.ts'

/**
 * WIRE §3: the connection's status tells of the last sync. A channel without any account we read is no failure as long as
 * another one works: the offered second step of a journey may well find nothing.
 */
export function verdict(
  ended: readonly EndedChannel[],
  othersWork: boolean,
): { status: RunStatus; connection: 'SUCCESS' | 'PARTIAL_SUCCESS' | 'FAILED' } {
  const good = ended.filter((channel) => channel.status === 'SUCCESS').length
  const bad = ended.filter((channel) => channel.status !== 'SUCCESS' && channel.status !== 'EMPTY')
  if (bad.length === 0 && (good > 0 || othersWork)) return { status: 'success', connection: 'SUCCESS' }
  const some = bad.some((channel) => channel.partial || channel.status === 'PARTIAL_SUCCESS')
  if (good > 0 || some) return { status: 'partial', connection: 'PARTIAL_SUCCESS' }
  return { status: 'failed', connection: 'FAILED' }
}
