import type { BankHttp, BankResponse } from '../bank-http.ts'
import { type BankMemory, ownMemory, type PauseLimits } from './bank-standing.ts'

/** How much a bank's interface bears. */
export interface BankLimits extends PauseLimits {
  readonly callsPerSecond?: number
  readonly burst?: number
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
  /** What is known of the bank; by default of this process alone. */
  readonly memory?: BankMemory
  /** So many share what the bank bears. */
  readonly processes?: () => number
}

/** Longest that a call is held back: whoever waits for it has a person in front of him. */
const longestWaitMs = 10_000
/** A bank on trial takes this long to answer at most; meanwhile others are told to come back then. */
const trialMs = 35_000

/**
 * One gate a bank and process: a rate limit, and a circuit breaker. After so many calls in a row that got no answer, nobody
 * waits for a time-out any more; then one call goes first, and its answer decides for the others. Any answer is a sign of
 * life, an error page included. What processes know of a bank together is in `memory`.
 */
export function createBankGate(limits: BankLimits, deps: BankGateDeps): BankGate {
  const { now, wait, changed, memory = ownMemory(limits), processes = () => 1 } = deps
  const slots = createSlots(limits, processes)

  const pausedUntil = (): Date | undefined => {
    const { pauses, until, trialUntil } = memory.known()
    if (pauses === 0) return undefined
    const at = now().getTime()
    if (at < until) return new Date(until)
    return at < trialUntil ? new Date(trialUntil) : undefined
  }
  /** True: it is known now how the bank stands. */
  const heard = async (answer: BankResponse, trial: boolean): Promise<boolean> => {
    if (isAway(answer)) {
      const { paused, until } = await memory.failed(now().getTime(), trial)
      if (paused) changed?.(new Date(until))
      return true
    }
    if (notAsked(answer)) return false
    // A bank that answers as ever is not written about.
    if (memory.known().failures > 0 && (await memory.answered())) changed?.(undefined)
    return true
  }

  return {
    pausedUntil,
    guard: (http) => ({
      async send(request) {
        if (pausedUntil()) return refused
        const trial = memory.known().pauses > 0
        const at = now().getTime()
        if (trial && !(await memory.beginTrial(at, at + trialMs))) return refused
        let known = false
        try {
          const pause = slots(now().getTime())
          if (pause === undefined) return crowded
          if (pause > 0) await wait(pause)
          const answer = await http.send(request)
          known = await heard(answer, trial)
          return answer
        } finally {
          if (trial && !known) await memory.endTrial()
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
function createSlots(
  { callsPerSecond, burst }: BankLimits,
  processes: () => number,
): (at: number) => number | undefined {
  if (callsPerSecond === undefined) return () => 0
  const atOnce = burst ?? Math.max(1, Math.ceil(callsPerSecond))
  let next = 0
  return (at) => {
    const share = Math.max(1, processes())
    const interval = (1000 / callsPerSecond) * share
    const ahead = (Math.max(1, Math.floor(atOnce / share)) - 1) * interval
    const mine = Math.max(next, at)
    const pause = Math.max(0, mine - ahead - at)
    if (pause > longestWaitMs) return undefined
    next = mine + interval
    return pause
  }
}
