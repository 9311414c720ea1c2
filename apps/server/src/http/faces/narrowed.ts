import type { FaceLimits } from '../../faces/face-token.ts'
import type { Day } from '../../transactions/day.ts'

/** The narrower of what a token allows and what is asked for. Days, inclusive. */
export function narrowed(
  token: Pick<FaceLimits, 'from' | 'until'>,
  asked: { readonly from?: Day | undefined; readonly until?: Day | undefined },
): { from?: Day; until?: Day } {
  const from = [token.from, asked.from]
    .filter((day) => day !== undefined)
    .toSorted()
    .at(-1)
  const until = [token.until, asked.until].filter((day) => day !== undefined).toSorted()[0]
  return { from, until }
}
