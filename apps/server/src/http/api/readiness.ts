/** A probe asked often costs no more than one that is asked once a second. */
const KEPT_MS = 1000
/** A database that takes longer serves nobody. */
const PATIENCE_MS = 3000

export interface ReadinessOptions {
  /** Throws when the database does not do its work. */
  readonly probe: () => Promise<void>
  /** Told of each change, with what the probe threw. */
  readonly changed: (ready: boolean, error?: unknown) => void
  readonly keptMs?: number
  readonly patienceMs?: number
}

export interface Readiness {
  ask(): Promise<boolean>
  /** What is known without asking; undefined before the first answer. */
  readonly last: boolean | undefined
}

/**
 * Asks the probe at most once at a time and once a second, and waits a bounded time for it. While a probe hangs every further
 * question is answered "no" at once: probes must not queue up before a database that stands still.
 */
export function createReadiness({
  probe,
  changed,
  keptMs = KEPT_MS,
  patienceMs = PATIENCE_MS,
}: ReadinessOptions): Readiness {
  let last: boolean | undefined
  let answeredAt = Number.NEGATIVE_INFINITY
  let running: Promise<boolean> | undefined

  function settle(ready: boolean, error?: unknown): boolean {
    if (ready !== last && (last !== undefined || !ready)) changed(ready, error)
    last = ready
    answeredAt = performance.now()
    return ready
  }

  function begin(): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<boolean>((resolve) => {
      timer = setTimeout(() => resolve(settle(false, new Error(`no answer within ${patienceMs} ms`))), patienceMs)
    })
    const answer = probe()
      .then(
        () => settle(true),
        (error: unknown) => settle(false, error),
      )
      .finally(() => {
        clearTimeout(timer)
        running = undefined
      })
    return Promise.race([answer, late])
  }

  return {
    get last() {
      return last
    },
    async ask() {
      if (performance.now() - answeredAt < keptMs) return last === true
      running ??= begin()
      return running
    },
  }
}
