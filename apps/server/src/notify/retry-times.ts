/** A day after its first failure an event that fails again is given up: a dead letter, until it is replayed or swept. */
export const giveUpAfterMs = 24 * 3_600_000
/** An endpoint that had no success for so long is paused. */
export const pauseAfterMs = 3 * giveUpAfterMs

/** Seconds until the next try, after the first, the second failure … The last one goes on. */
const delays = [5, 30, 120, 600, 1_800, 3_600, 7_200, 14_400]

export function nextTry(failures: number, now: Date): Date {
  const delay = delays[Math.min(failures, delays.length) - 1] ?? 5
  return new Date(now.getTime() + delay * 1000)
}

/** When a lane is looked at again that waits for a process of a newer release: the next look may be its. */
export function leftAgain(now: Date): Date {
  return new Date(now.getTime() + 5_000)
}

/** Failures in a row, without a success between, after which the endpoint as a whole is left alone for a while. */
export const failuresToRest = 5

/** The longer it fails the longer: a quarter of that time, from ten seconds to a quarter of an hour. */
export function restUntil(failingSince: Date, now: Date): Date {
  const quarter = (now.getTime() - failingSince.getTime()) / 4
  return new Date(now.getTime() + Math.min(900_000, Math.max(10_000, quarter)))
}
