import { dayOf } from '../transactions/day.ts'
import type { ChannelSchedule } from './sync-store.ts'

/** Reads without the person that a bank must allow in 24 hours (RTS Art. 36(5)(b)). */
export const unattendedPerDay = 4

export function quotaLimit(frequencyPerDay: number | undefined): number {
  return Math.max(1, Math.min(frequencyPerDay ?? unattendedPerDay, unattendedPerDay))
}

/**
 * When a channel is read next without being asked; `undefined` for never. Half of the quota at most, so that there is some
 * left for a client that asks.
 */
export function nextSync(channel: ChannelSchedule, after: Date): Date | undefined {
  if (!channel.autoSync || !channel.recurring) return undefined
  const perDay = Math.max(1, Math.floor(quotaLimit(channel.frequencyPerDay) / 2))
  const next = new Date(after.getTime() + (24 / perDay) * 3_600_000)
  return channel.consentUntil && dayOf(next) > channel.consentUntil ? undefined : next
}
