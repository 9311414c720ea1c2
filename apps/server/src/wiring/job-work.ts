import { setTimeout as wait } from 'node:timers/promises'
import { housekeepingCron, housekeepingHandler, housekeepingJob } from '../jobs/handlers/housekeeping.ts'
import { revokeHandler, revokeJob, revokeWork } from '../jobs/handlers/revoke.ts'
import { syncHandler, syncJob, syncWork } from '../jobs/handlers/sync.ts'
import { syncDueCron, syncDueHandler, syncDueJob } from '../jobs/handlers/sync-due.ts'
import type { JobQueue } from '../jobs/queue.ts'
import type { EventCounts } from '../metrics/event-counts.ts'
import type { BankRegistry } from '../providers/open-bank.ts'
import type { Database, Tx } from '../store/database.ts'
import type { BankUnit } from '../store/repositories/bank-unit.ts'
import { createHousekeeping } from '../store/repositories/housekeeping.ts'
import { createTokenStore } from '../store/repositories/token-store.ts'
import type { ChannelEnded, SyncDeps } from '../sync/sync-deps.ts'

/** Names the handler of every queue, before it starts. */
export function workJobs(
  queue: JobQueue,
  parts: {
    readonly database: Database
    readonly units: (tx: Tx) => BankUnit
    readonly registry: BankRegistry
    readonly log: SyncDeps['log']
    readonly counts: EventCounts
  },
): void {
  const { database, units, registry, log, counts } = parts
  const deps = {
    transact: <T>(work: (unit: BankUnit) => Promise<T>) => database.transaction((tx) => work(units(tx))),
    bank: (channel: Parameters<SyncDeps['bank']>[0]) =>
      registry.open(channel.definitionId, channel.psu ? { psu: channel.psu } : {}),
    now: () => database.clock.now(),
    wait: (ms: number) => wait(ms),
    log,
    runEnded: counts.runEnded,
    channelEnded: ({ providerId, failure }: ChannelEnded) => {
      if (failure !== undefined) counts.channelFailed({ providerId, failure })
    },
  }
  queue.work(syncJob, syncHandler(deps), syncWork)
  queue.work(revokeJob, revokeHandler(deps), revokeWork)
  queue.work(syncDueJob, syncDueHandler(deps), { retryLimit: 0 })
  queue.schedule(syncDueJob, syncDueCron)
  const house = createHousekeeping(database, createTokenStore(database))
  queue.work(housekeepingJob, housekeepingHandler({ house, now: deps.now }), { retryLimit: 0 })
  queue.schedule(housekeepingJob, housekeepingCron)
}
