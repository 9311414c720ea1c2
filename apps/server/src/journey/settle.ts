import type { Caller } from './call-bank.ts'
import { look, type View } from './look.ts'
import type { StepKind } from './next-step.ts'
import type { Appended, Journey, Leg } from './ports.ts'
import type { Move, SettleDeps } from './step-moves.ts'
import { steps } from './step-table.ts'

/** How many automatic moves one look may make before something is plainly wrong. */
const MOST_MOVES = 12

/**
 * Makes every move that needs nobody: starts a redirect channel, takes up what a crash left, goes on after the bank's
 * return, polls, passes over the offer when its time is up, finishes. Ends at a step that is the person's.
 * @param returned the leg in hand, where it was kept together with this very state of the journey
 */
export async function settleJourney(
  deps: SettleDeps,
  journey: Journey,
  caller: Caller,
  reload: (journey: Journey) => Promise<Journey | undefined>,
  returned?: Leg,
): Promise<View> {
  let current = journey
  let before: View | undefined
  for (let moves = 0; moves < MOST_MOVES; moves += 1) {
    const view: View = await look(deps, current, before)
    if (current.abandoned) return view
    const moved = await move(deps, view, caller, moves === 0 ? returned : undefined)
    if (moved === undefined) return view
    const next = moved === 'stale' ? await reload(current) : moved
    if (!next) return view
    // What others have moved may be about another reading.
    before = moved === 'stale' ? undefined : view
    current = next
  }
  return look(deps, current)
}

function move(deps: SettleDeps, view: View, caller: Caller, returned: Leg | undefined): Promise<Appended | undefined> {
  const { step } = view
  // Each row has the move of its own step.
  const settles = steps[step.kind].settles as Move<StepKind> | undefined
  return settles?.(deps, { view, step, caller, returned }) ?? Promise.resolve(undefined)
}

/**
 * Accounts that were chosen at the bank are taken over when the reading ends, which may be while a person fills in the
 * form of a page: that page stays good, so this comes before what he asks.
 */
export async function settleUnseen(
  deps: SettleDeps,
  view: View,
  caller: Caller,
  reload: (journey: Journey) => Promise<Journey | undefined>,
): Promise<View> {
  if (view.step.kind !== 'adopt') return view
  const moved = await move(deps, view, caller, undefined)
  const next = moved === undefined || moved === 'stale' ? await reload(view.journey) : moved
  return next ? look(deps, next) : view
}
