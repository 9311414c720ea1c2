import { setTimeout as wait } from 'node:timers/promises'
import { type BankGate, type BankLimits, createBankGate } from '@raccord/connector-kit'
import type { Logger } from 'pino'
import { Gauge, type Registry } from 'prom-client'
import { metricOf } from '../metrics/metric-table.ts'
import { createSharedStandings } from '../providers/shared-standings.ts'
import type { Database } from '../store/database.ts'
import type { Presence } from '../store/presence.ts'
import { createBankPauses } from '../store/repositories/bank-pauses.ts'

/** How long one process may not know what another has found out about a bank. */
const HEAR_EVERY_MS = 3_000

export interface BankGates {
  make(providerId: string, limits: BankLimits): BankGate
  /** Hears what other processes found out, from now on. What was known before the restart counts again. */
  start(): Promise<void>
  stop(): void
}

/** Gates of banks that tell the operator when a bank is away, and when it is back; all processes leave it alone together. */
export function bankGates(parts: {
  readonly log: Logger
  readonly metrics: Registry
  readonly database: Database
  readonly presence: Pick<Presence, 'count'>
  readonly back: (providerId: string) => void
}): BankGates {
  const { log, metrics, database, presence, back } = parts
  const paused = new Gauge({
    ...metricOf('raccord_bank_paused'),
    registers: [metrics],
  })
  const report = (error: unknown) => log.warn({ err: error }, 'bank_pauses')
  const standings = createSharedStandings({
    pauses: createBankPauses(database),
    count: presence.count,
    heard: (provider, until) => paused.set({ provider }, until ? 1 : 0),
    report,
  })
  let timer: NodeJS.Timeout | undefined
  return {
    make: (provider, limits) =>
      createBankGate(limits, {
        now: () => database.clock.now(),
        wait,
        memory: standings.memoryOf(provider, limits),
        processes: standings.processes,
        changed(until) {
          paused.set({ provider }, until ? 1 : 0)
          if (until) log.warn({ provider, until: until.toISOString() }, 'bank_paused')
          else {
            log.info({ provider }, 'bank_back')
            back(provider)
          }
        },
      }),
    async start() {
      await standings.refresh().catch(report)
      // The embedded database has no other process.
      if (database.kind === 'postgres')
        timer = setInterval(() => void standings.refresh().catch(report), HEAR_EVERY_MS).unref()
    },
    stop: () => clearInterval(timer),
  }
}
