import type { EventCounts } from './event-counts.ts'

/** What happened once, or `count` times, within a span that began at `at`. */
export interface Tally {
  readonly span: 'minutes' | 'hour'
  readonly at: Date
  readonly kind: TallyKind
  readonly providerId: string
  readonly place: string
  readonly label: string
  readonly count: number
}

/** `total`: ends of journeys at all banks and steps together. */
export type TallyKind = 'total' | 'opened' | 'reached' | 'ended' | 'error' | 'run' | 'run_failure'

export interface TallyStore {
  add(tallies: readonly Tally[]): Promise<void>
  /** Those that nobody looks at any more. */
  sweep(now: Date): Promise<void>
}

export interface Tallies {
  readonly counts: EventCounts
  /** Resolves when everything counted so far is stored. */
  drain(): Promise<void>
}

const MINUTES = 5 * 60_000
const HOUR = 60 * 60_000

/** What happens in so long goes into one statement. */
const GATHER_MS = 1_000

/**
 * Beside the counters of this process, which a restart forgets, rows that all processes add to. Nobody waits for them: what happens
 * in a second, or while a statement runs, goes together into the next, and what a process had not written when it was killed is not counted.
 */
export function tallied(
  counts: EventCounts,
  store: TallyStore,
  now: () => Date,
  report: (error: unknown) => void,
): Tallies {
  const waiting = new Map<string, Tally>()
  let last: Promise<void> = Promise.resolve()
  let next: Promise<void> | undefined
  let swept = 0
  let hurry = () => {}
  const gathered = () =>
    new Promise<void>((resolve) => {
      hurry = resolve
      setTimeout(resolve, GATHER_MS).unref()
    })

  const write = async (): Promise<void> => {
    // Always in the same order, so that two replicas never wait for each other.
    const rows = [...waiting].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, row]) => row)
    waiting.clear()
    next = undefined
    await store.add(rows)
    const hour = Math.floor(now().getTime() / HOUR)
    if (hour === swept) return
    swept = hour
    await store.sweep(now())
  }

  const tally = (kind: TallyKind, label: string, place = '', providerId = ''): void => {
    const at = now().getTime()
    for (const [span, length] of [['minutes', MINUTES] as const, ['hour', HOUR] as const]) {
      const began = Math.floor(at / length) * length
      const key = JSON.stringify([span, began, kind, providerId, place, label])
      const count = (waiting.get(key)?.count ?? 0) + 1
      waiting.set(key, { span, at: new Date(began), kind, providerId, place, label, count })
    }
    next ??= Promise.all([last, gathered()]).then(write).catch(report)
    last = next
  }

  return {
    counts: {
      runEnded(run) {
        counts.runEnded(run)
        tally('run', run.status, '', run.providerId)
      },
      channelFailed(channel) {
        counts.channelFailed(channel)
        tally('run_failure', channel.failure, '', channel.providerId)
      },
      journeyOpened(endpoint) {
        counts.journeyOpened(endpoint)
        tally('opened', endpoint)
      },
      journeyStep(endpoint, step) {
        counts.journeyStep(endpoint, step)
        tally('reached', endpoint, step)
      },
      journeyEnded(endpoint, step, end, providerId) {
        counts.journeyEnded(endpoint, step, end, providerId)
        tally('ended', end, step, providerId)
        tally('total', end)
      },
      journeyError(step, error, providerId) {
        counts.journeyError(step, error, providerId)
        tally('error', error, step, providerId)
      },
    },
    drain() {
      hurry()
      return last
    },
  }
}
