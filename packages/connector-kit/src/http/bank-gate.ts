import type { BankHttp, BankResponse } from '../bank-http.ts'

/** How much a bank's interface bears. */
export interface BankLimits {
  readonly callsPerSecond?: number
  readonly burst?: number
  readonly failuresToPause?: number
  readonly pauseSeconds?: number
}

export interface BankGate {
  /** The same bank behind the gate: calls are spread out, and refused while the bank is left alone. */
  guard(http: BankHttp): BankHttp
  /** Until when the bank is left alone; `undefined` while calls go through. */
  pausedUntil(): Date | undefined
}

export interface BankGateDeps {
  readonly now: () => Date
  readonly wait: (ms: number) => Promise<unknown>
  /** The bank is left alone until then; `undefined`: it answers again. */
  readonly changed?: (pausedUntil: Date | undefined) => void
}

/** Longest that a call is held back: whoever waits for it has a person in front of him. */
const longestWaitMs = 10_000
/** However long a bank is away, it is tried this often. */
const longestPauseMs = 15 * 60_000
/** A bank on trial takes this long to answer at most; meanwhile others are told to come back then. */
const trialMs = 20_000

/**
 * One gate a bank and process: a rate limit, and a circuit breaker. After so many calls in a row that got no answer, nobody
 * waits for a time-out any more; then one call goes first, and its answer decides for the others. Any answer is a sign of
 * life, an error page included.
 */
export function createBankGate(limits: BankLimits, { now, wait, changed }: BankGateDeps): BankGate {
  const slots = createSlots(limits)
  const needed = limits.failuresToPause ?? 5
  const firstPauseMs = (limits.pauseSeconds ?? 30) * 1000
  let failures = 0
  let pauses = 0
  let until = 0
  let trialSince: number | undefined

  const answered = (): void => {
    const wasPaused = pauses > 0
    failures = 0
    pauses = 0
    until = 0
    if (wasPaused) changed?.(undefined)
  }
  const failed = (at: number, trial: boolean): void => {
    failures += 1
    // Calls that were under way when the pause began say nothing new.
    if (!trial && (pauses > 0 || failures < needed)) return
    until = at + Math.min(longestPauseMs, firstPauseMs * 2 ** pauses)
    pauses += 1
    changed?.(new Date(until))
  }
  const pausedUntil = (): Date | undefined => {
    if (pauses === 0) return undefined
    const at = now().getTime()
    if (at < until) return new Date(until)
    return trialSince !== undefined && at < trialSince + trialMs ? new Date(trialSince + trialMs) : undefined
  }

  return {
    pausedUntil,
    guard: (http) => ({
      async send(request) {
        if (pausedUntil()) return refused
        const trial = pauses > 0
        if (trial) trialSince = now().getTime()
        try {
          const pause = slots(now().getTime())
          if (pause === undefined) return crowded
          if (pause > 0) await wait(pause)
          const answer = await http.send(request)
          if (isAway(answer)) failed(now().getTime(), trial)
          else if (!notAsked(answer)) answered()
          return answer
        } finally {
          if (trial) trialSince = undefined
        }
      },
    }),
  }
}

const refused: BankResponse = {
  kind: 'fault',
  fault: 'unreachable',
  detail: 'the bank did not answer several times and is left alone for a while',
}
const crowded: BankResponse = { kind: 'fault', fault: 'crowded', detail: 'more calls than this bank takes at a time' }

function isAway(answer: BankResponse): boolean {
  return answer.kind === 'fault' && (answer.fault === 'timeout' || answer.fault === 'unreachable')
}

/** Says nothing about the bank: it never saw the call. */
function notAsked(answer: BankResponse): boolean {
  return answer.kind === 'fault' && (answer.fault === 'crowded' || answer.fault === 'refused')
}

/**
 * Takes a place in the row of calls; gives the wait for it in ms, `undefined` when it would be too long. Token bucket in the
 * form of the generic cell rate algorithm (ITU-T I.371 annex A): one number is all that is kept.
 */
function createSlots({ callsPerSecond, burst }: BankLimits): (at: number) => number | undefined {
  if (callsPerSecond === undefined) return () => 0
  const interval = 1000 / callsPerSecond
  const ahead = ((burst ?? Math.max(1, Math.ceil(callsPerSecond))) - 1) * interval
  let next = 0
  return (at) => {
    const mine = Math.max(next, at)
    const pause = Math.max(0, mine - ahead - at)
    if (pause > longestWaitMs) return undefined
    next = mine + interval
    return pause
  }
}
