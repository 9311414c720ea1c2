import type { Clock } from '../clock.ts'
import type { DayOfUse, DeprecatedUseStore, DeprecatedUses } from './deprecated-uses.ts'

/** Noting uses without slowing anybody: what arrives while one statement runs goes together into the next. */
export interface GatheredUses extends DeprecatedUses {
  /** Resolves when everything noted so far is stored. */
  drain(): Promise<void>
}

export function gatherUses(
  store: Pick<DeprecatedUseStore, 'add'>,
  clock: Clock,
  report: (error: unknown) => void,
): GatheredUses {
  // One client's counters are the same rows for all of its requests: writing each on its own would queue them all.
  const waiting = new Map<string, DayOfUse>()
  let last: Promise<void> = Promise.resolve()
  let next: Promise<void> | undefined

  const write = (): Promise<void> => {
    // Always in the same order, so that two replicas never wait for each other.
    const days = [...waiting].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, day]) => day)
    waiting.clear()
    next = undefined
    return store.add(days)
  }

  return {
    record(clientId, uses) {
      if (uses.length === 0) return Promise.resolve()
      const at = clock.now()
      const day = at.toISOString().slice(0, 10)
      const once = new Map(uses.map((use) => [JSON.stringify([clientId, use.kind, use.name, day]), use]))
      for (const [key, { kind, name }] of once) {
        const known = waiting.get(key)
        waiting.set(key, {
          clientId,
          kind,
          name,
          day,
          count: (known?.count ?? 0) + 1,
          firstAt: known?.firstAt ?? at,
          lastAt: at,
        })
      }
      if (next === undefined) {
        next = last.then(write).catch(report)
        last = next
      }
      return next
    },
    drain: () => last,
  }
}
