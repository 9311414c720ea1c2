/** Counted in the database: what all replicas together have to do. */
export interface Figures {
  readonly openRuns: number
  /** Seconds; 0 without one. */
  readonly oldestOpenRun: number
  readonly oldestDue: number
  /** Days that are left → channels; `ended` for those that have run out. */
  readonly consentsEnding: { readonly '7d': number; readonly '30d': number; readonly ended: number }
  readonly openRevocations: number
  /** `oldest` in seconds; 0 without one. */
  readonly webhooks: { readonly undelivered: number; readonly oldest: number; readonly paused: number }
  readonly queues: readonly QueueFigures[]
}

export interface QueueFigures {
  readonly name: string
  readonly waiting: number
  readonly running: number
  readonly exhausted: number
  /** Seconds that the oldest job waits whose time has come. */
  readonly oldest: number
}

const KEPT_MS = 15_000
const PATIENCE_MS = 4_000

export interface KeptFigures {
  /** The newest figures, and how old they are; undefined while the database does not answer. */
  read(): Promise<{ readonly figures: Figures; readonly ageSeconds: number } | undefined>
}

/** Counts at most once at a time and once in 15 seconds, however many scrape. */
export function keepFigures(count: () => Promise<Figures>, keptMs = KEPT_MS, patienceMs = PATIENCE_MS): KeptFigures {
  let kept: { figures: Figures; at: number } | undefined
  let running: Promise<void> | undefined
  return {
    async read() {
      if (kept === undefined || performance.now() - kept.at >= keptMs) {
        running ??= count()
          .then(
            (figures) => {
              kept = { figures, at: performance.now() }
            },
            // Old figures would hide that there are none.
            () => {
              kept = undefined
            },
          )
          .finally(() => {
            running = undefined
          })
        let timer: NodeJS.Timeout | undefined
        const late = new Promise<'late'>((resolve) => {
          timer = setTimeout(() => resolve('late'), patienceMs)
        })
        if ((await Promise.race([running, late])) === 'late') kept = undefined
        clearTimeout(timer)
      }
      return kept && { figures: kept.figures, ageSeconds: (performance.now() - kept.at) / 1000 }
    },
  }
}
