import type { Clock } from '../clock.ts'
import { dayOf } from '../scenario/day.ts'
import type { Consent } from './consent.ts'

/** Counts unattended reads: per consent and resource, and per day (or in all, for a one-off consent). */
export type Quota = {
  /** Counts one read; false when the consent has none left. */
  readonly take: (consent: Consent, resource: string, limit: number) => boolean
}

const MAX_KEYS = 50_000

export function dailyQuota(clock: Clock): Quota {
  let day = ''
  const counts = new Map<string, number>()
  return {
    take: (consent, resource, limit) => {
      const today = dayOf(clock.now())
      if (today !== day || counts.size > MAX_KEYS) counts.clear()
      day = today
      const key = `${consent.id} ${resource}`
      const used = counts.get(key) ?? 0
      if (used >= limit) return false
      counts.set(key, used + 1)
      return true
    },
  }
}
