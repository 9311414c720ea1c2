/** What is known of a bank that does not answer; all 0: it does. Instants are milliseconds since 1970. */
export interface BankStanding {
  /** Calls in a row that got no answer. */
  readonly failures: number
  /** How often it was left alone since it last answered. */
  readonly pauses: number
  readonly until: number
  /** One call is on its way to find out; nobody else tries before. */
  readonly trialUntil: number
}

export const answering: BankStanding = { failures: 0, pauses: 0, until: 0, trialUntil: 0 }

/** When a bank is left alone. */
export interface PauseLimits {
  readonly failuresToPause?: number
  readonly pauseSeconds?: number
}

/** Where it is kept how a bank stands: in this process, or where other processes see it as well. */
export interface BankMemory {
  /** As it was last heard; asks nobody. */
  known(): BankStanding
  /** A call got no answer. Gives what is so now; `paused`: the bank is left alone from here on. */
  failed(at: number, trial: boolean): Promise<{ readonly paused: boolean; readonly until: number }>
  /** It has answered. True for the one call that ended a pause. */
  answered(): Promise<boolean>
  /** Whether this call is the one that tries; the others are held back until then. */
  beginTrial(at: number, until: number): Promise<boolean>
  /** It said nothing either way. */
  endTrial(): Promise<void>
}

/** However long a bank is away, it is tried this often. */
const longestPauseMs = 15 * 60_000

/** The rule: after so many failures in a row a pause, each twice as long as the one before. */
export function afterFailure(
  before: BankStanding,
  at: number,
  trial: boolean,
  { failuresToPause = 5, pauseSeconds = 30 }: PauseLimits,
): BankStanding {
  const failures = before.failures + 1
  // Calls that were under way when the pause began say nothing new.
  if (!trial && (before.pauses > 0 || failures < failuresToPause)) return { ...before, failures }
  const until = at + Math.min(longestPauseMs, pauseSeconds * 1000 * 2 ** before.pauses)
  return { failures, pauses: before.pauses + 1, until, trialUntil: 0 }
}

/** Of this process alone. */
export function ownMemory(limits: PauseLimits): BankMemory {
  let standing = answering
  return {
    known: () => standing,
    async failed(at, trial) {
      const { pauses } = standing
      standing = afterFailure(standing, at, trial, limits)
      return { paused: standing.pauses > pauses, until: standing.until }
    },
    async answered() {
      const wasPaused = standing.pauses > 0
      standing = answering
      return wasPaused
    },
    async beginTrial(_at, trialUntil) {
      standing = { ...standing, trialUntil }
      return true
    },
    async endTrial() {
      standing = { ...standing, trialUntil: 0 }
    },
  }
}
