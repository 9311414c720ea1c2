import type { Fault, FaultPlace, Scenario } from '../scenario/scenario.ts'
import type { Consent } from './consent.ts'

/** Decides which call fails: the ERROR records of a file, with their counts per consent. */
export type Faults = { readonly at: (where: FaultPlace, scenario: Scenario, consent: Consent) => Fault | undefined }

const MAX_KEYS = 20_000

export function countedFaults(): Faults {
  const struck = new Map<string, number>()
  return {
    at: (where, scenario, consent) => {
      for (const [index, fault] of scenario.faults.entries()) {
        if (fault.where !== where) continue
        if (fault.times === undefined) return fault
        const key = `${consent.id} ${index}`
        const count = struck.get(key) ?? 0
        if (count >= fault.times) continue
        if (struck.size > MAX_KEYS) struck.clear()
        struck.set(key, count + 1)
        return fault
      }
      return undefined
    },
  }
}
