import type { Failed } from '@raccord/connector-kit'

/** Waits before the second and third try, milliseconds. */
export const backOff = [2_000, 10_000] as const

/**
 * Calls a bank; tries again, twice at most and after a pause, only when the bank was not there. Never after a refusal:
 * three wrong passwords lock a person out of his bank. Nor where what was sent may have counted. Nor when the bank is known to
 * be away (`leftAlone`): waiting for it would hold a place that others could use.
 */
export async function tryBank<T extends { readonly kind: string }>(
  call: () => Promise<T | Failed>,
  wait: (ms: number) => Promise<void>,
  leftAlone: () => boolean,
): Promise<T | Failed> {
  for (const pause of backOff) {
    const answer = await call()
    const again = isFailed(answer) && answer.reason === 'bank_unavailable' && !answer.mayHaveCounted
    if (!again || leftAlone()) return answer
    await wait(pause)
  }
  return call()
}

export function isFailed(answer: { readonly kind: string }): answer is Failed {
  return answer.kind === 'failed'
}
