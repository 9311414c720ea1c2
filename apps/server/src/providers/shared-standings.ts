import { afterFailure, answering, type BankMemory, type BankStanding, type PauseLimits } from '@raccord/connector-kit'

/** How banks stand, kept where all processes see it. */
export interface SharedPauses {
  all(): Promise<ReadonlyMap<string, BankStanding>>
  failed(
    providerId: string,
    at: number,
    trial: boolean,
    limits: PauseLimits,
  ): Promise<{ readonly before: BankStanding; readonly after: BankStanding }>
  /** True for the one process that ended a pause. */
  answered(providerId: string): Promise<boolean>
  /** True for the one that may try. */
  beginTrial(providerId: string, at: number, until: number): Promise<boolean>
  endTrial(providerId: string): Promise<void>
}

interface StandingsDeps {
  readonly pauses: SharedPauses
  /** Processes of this installation. */
  readonly count: () => Promise<number>
  /** What others found out; `undefined`: the bank answers again. */
  readonly heard: (providerId: string, until: Date | undefined) => void
  readonly report: (error: unknown) => void
}

export interface SharedStandings {
  memoryOf(providerId: string, limits: PauseLimits): BankMemory
  /** So many share what a bank bears. */
  processes(): number
  /** Hears what the others found out. */
  refresh(): Promise<void>
}

/**
 * What all processes of an installation know of banks that do not answer: read every few seconds and not with each call, written when it
 * changes. While the database can not be asked, each goes by what it saw itself.
 */
export function createSharedStandings({ pauses, count, heard, report }: StandingsDeps): SharedStandings {
  let known = new Map<string, BankStanding>()
  let processes = 1
  let writes = 0
  const put = (providerId: string, standing: BankStanding): void => {
    writes += 1
    if (standing === answering) known.delete(providerId)
    else known.set(providerId, standing)
  }
  const asked = async <T>(ask: () => Promise<T>, otherwise: () => T): Promise<T> => {
    try {
      return await ask()
    } catch (error) {
      report(error)
      return otherwise()
    }
  }
  return {
    processes: () => processes,

    memoryOf(providerId, limits) {
      const own = (): BankStanding => known.get(providerId) ?? answering
      return {
        known: own,
        async failed(at, trial) {
          const alone = () => ({ before: own(), after: afterFailure(own(), at, trial, limits) })
          const { before, after } = await asked(() => pauses.failed(providerId, at, trial, limits), alone)
          put(providerId, after)
          return { paused: after.pauses > before.pauses, until: after.until }
        },
        async answered() {
          const alone = own().pauses > 0
          put(providerId, answering)
          return asked(
            () => pauses.answered(providerId),
            () => alone,
          )
        },
        async beginTrial(at, trialUntil) {
          const before = own()
          // Before anything is asked: the next call of this process comes in the same moment.
          put(providerId, { ...before, trialUntil })
          return asked(
            () => pauses.beginTrial(providerId, at, trialUntil),
            () => true,
          )
        },
        async endTrial() {
          put(providerId, { ...own(), trialUntil: 0 })
          await asked(
            () => pauses.endTrial(providerId),
            () => undefined,
          )
        },
      }
    },

    async refresh() {
      const began = writes
      const [all, living] = await Promise.all([pauses.all(), count()])
      processes = living
      // What this process wrote meanwhile is newer.
      if (writes !== began) return
      const before = known
      known = new Map(all)
      for (const id of new Set([...before.keys(), ...known.keys()])) {
        const until = known.get(id)?.until ?? 0
        if (until !== (before.get(id)?.until ?? 0)) heard(id, until === 0 ? undefined : new Date(until))
      }
    },
  }
}
