import type { Fact } from './facts.ts'
import type { Journey } from './ports.ts'
import { stateOf } from './state.ts'

/**
 * Whether a way to the bank still counts, and with it what the bank sends back on it: only of the newest journey of its session,
 * only while that is under way, and only of the leg that it has in hand. All else is void (WIRE §6.4): taken over, left,
 * cancelled, failed, begun anew. Whether the session lives is for the caller to know.
 */
export function wayStands(journey: Journey, legId: number, newestOfSession: number): boolean {
  const { leg, finished, cancelled } = stateOf(journey.facts)
  if (journey.id !== newestOfSession || journey.abandoned || finished || cancelled) return false
  return leg?.id === legId && leg.wants === 'redirect' && leg.call === undefined
}

/**
 * The leg that these facts leave behind without result, if any: from here on it is void. What failed has failed at the bank as
 * well, or was nothing yet.
 */
export function leftBehind(
  before: readonly Fact[],
  facts: readonly Fact[],
): { readonly leg: number; readonly failed: boolean } | undefined {
  const { leg } = stateOf(before)
  if (!leg || facts.some((fact) => fact.kind === 'leg_authorised' && fact.leg === leg.id)) return undefined
  const after = stateOf([...before, ...facts])
  if (after.leg?.id === leg.id && !after.cancelled && !after.finished) return undefined
  return { leg: leg.id, failed: facts.some((fact) => fact.kind === 'failed' && fact.leg === leg.id) }
}
