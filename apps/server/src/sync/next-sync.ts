import { dayOf } from '../transactions/day.ts'
import type { ChannelSchedule } from './sync-store.ts'

/** Reads without the person that a bank must allow in 24 hours (RTS Art. 36(5)(b)). */
export const unattendedPerDay = 4
/** What a refusal taught is held to for so long; then the bank is tried with what it granted. */
export const learnedForDays = 30

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

export function quotaLimit(frequencyPerDay: number | undefined): number {
  return Math.max(1, Math.min(frequencyPerDay ?? unattendedPerDay, unattendedPerDay))
}

/**
 * Where in the day a connection has its time, from 0 to 1. Multiples of the golden ratio: however many connections there are, their times lie
 * as far from each other as can be (Knuth, TAOCP 3, §6.4).
 */
export function turnOf(connectionId: number): number {
  return Number((BigInt(connectionId) * 2_654_435_769n) % 4_294_967_296n) / 4_294_967_296
}

/**
 * When a channel is read next without being asked; `undefined` for never. Half of the quota at most, so that there is some
 * left for a client that asks; always at the same times of the day, which are the connection's own, and not so soon after a reading that there
 * can be nothing new.
 */
export function nextSync(channel: ChannelSchedule, after: Date): Date | undefined {
  const period = periodOf(channel)
  return planned(channel, ownTime(channel, new Date(after.getTime() + period / 2)))
}

/** The connection's own time once the bank takes calls again: all that wait for the same midnight don't come at once. */
export function nextSyncFrom(channel: ChannelSchedule, from: Date): Date | undefined {
  return planned(channel, ownTime(channel, from))
}

/** A bank that was not there is tried again after one hour, two and four; then at the regular times. */
export function soonerAgain(channel: ChannelSchedule, now: Date): Date | undefined {
  const regular = nextSync(channel, now)
  if (!regular || channel.failures >= 3) return regular
  const again = new Date(now.getTime() + HOUR_MS * 2 ** channel.failures)
  return again < regular ? again : regular
}

/** What fails by a fault of the bank's answers or of the operator's settings is not mended by asking often: once a day from the fourth time on. */
export function laterAgain(channel: ChannelSchedule, now: Date): Date | undefined {
  if (channel.failures < 3) return nextSync(channel, now)
  return planned(channel, ownTime({ ...channel, frequencyPerDay: 1 }, new Date(now.getTime() + DAY_MS / 2)))
}

function periodOf({ frequencyPerDay }: ChannelSchedule): number {
  return DAY_MS / Math.max(1, Math.floor(quotaLimit(frequencyPerDay) / 2))
}

/** The first of the connection's times that is not before. */
function ownTime(channel: ChannelSchedule, from: Date): Date {
  const period = periodOf(channel)
  const offset = Math.floor(channel.turn * period)
  return new Date(Math.ceil((from.getTime() - offset) / period) * period + offset)
}

function planned({ autoSync, recurring, consentUntil }: ChannelSchedule, next: Date): Date | undefined {
  if (!autoSync || !recurring) return undefined
  return consentUntil && dayOf(next) > consentUntil ? undefined : next
}
