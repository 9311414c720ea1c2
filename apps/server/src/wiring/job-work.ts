import { setTimeout as wait } from 'node:timers/promises'
import { removeUser } from '../connections/remove.ts'
import { housekeepingCron, housekeepingHandler, housekeepingJob } from '../jobs/handlers/housekeeping.ts'
import { type Keep, retentionCron, retentionHandler, retentionJob } from '../jobs/handlers/retention.ts'
import { revokeHandler, revokeJob, revokeWork } from '../jobs/handlers/revoke.ts'
import { syncHandler, syncJob, syncWork } from '../jobs/handlers/sync.ts'
import { syncDueCron, syncDueHandler, syncDueJob } from '../jobs/handlers/sync-due.ts'
import type { JobQueue } from '../jobs/queue.ts'
import type { EventCounts } from '../metrics/event-counts.ts'
import type { BankRegistry } from '../providers/open-bank.ts'
import type { Database, Tx } from '../store/database.ts'
import type { BankUnit } from '../store/repositories/bank-unit.ts'
import { endOverLegs } from '../store/repositories/end-over-legs.ts'
import type { RunOut } from '../store/repositories/end-run-out.ts'
import { createHousekeeping } from '../store/repositories/housekeeping.ts'
import type { Sealer } from '../store/repositories/journey-rows.ts'
import { createRetention } from '../store/repositories/retention.ts'
import { createTokenStore } from '../store/repositories/token-store.ts'
import type { Revoke } from '../store/repositories/void-leg.ts'
import type { ChannelEnded, SyncDeps, SyncStatements } from '../sync/sync-deps.ts'

/** Names the handler of every queue, before it starts. */
export function workJobs(
  queue: JobQueue,
  parts: {
    readonly database: Database
    readonly units: (tx: Tx) => BankUnit
    readonly direct: SyncStatements
    readonly registry: BankRegistry
    readonly log: SyncDeps['log']
    readonly counts: EventCounts
    /** Opens what a leg holds. */
    readonly sealer: Sealer
    readonly providerOf: (definitionId: string) => string | undefined
    /** Synchronisations at a time in this process. */
    readonly places: number
    readonly keep: Keep
  },
): void {
  const { database, units, registry, log, counts, sealer } = parts
  const deps = {
    transact: <T>(work: (unit: BankUnit) => Promise<T>) => database.transaction((tx) => work(units(tx))),
    direct: parts.direct,
    bank: (channel: Parameters<SyncDeps['bank']>[0]) =>
      registry.open(channel.definitionId, channel.psu ? { psu: channel.psu } : {}),
    now: () => database.clock.now(),
    pausedUntil: (providerId: string) => registry.pausedUntil(providerId),
    wait: (ms: number, signal?: AbortSignal) => wait(ms, undefined, signal ? { signal } : {}),
    log,
    runEnded: counts.runEnded,
    channelEnded: ({ providerId, failure }: ChannelEnded) => {
      if (failure !== undefined) counts.channelFailed({ providerId, failure })
    },
  }
  queue.work(syncJob, syncHandler(deps), syncWork(deps, parts.places))
  queue.work(revokeJob, revokeHandler(deps), revokeWork(deps))
  queue.work(syncDueJob, syncDueHandler(deps), { retryLimit: 0 })
  queue.schedule(syncDueJob, syncDueCron)
  const revoke: Revoke = async (tx, definitionId, state, at) => {
    const providerId = parts.providerOf(definitionId)
    if (providerId !== undefined) await units(tx).revocations.add({ providerId, definitionId, state }, at)
  }
  const report = (error: unknown) => log('leg_not_ended', { error: error instanceof Error ? error.name : 'unknown' })
  const house = createHousekeeping(database, createTokenStore(database), (now) =>
    endOverLegs(database, { sealer, revoke, report }, now),
  )
  const { keep } = parts
  const ended = ({ endpoint, step, providerId }: RunOut) => counts.journeyEnded(endpoint, step, 'expired', providerId)
  queue.work(housekeepingJob, housekeepingHandler({ house, now: deps.now, keep, ended }), {
    retryLimit: 0,
  })
  queue.schedule(housekeepingJob, housekeepingCron)
  const retention = retentionHandler({
    ...{ retention: createRetention(database), now: deps.now, keep },
    removeUser: (user) => removeUser(deps, user),
  })
  queue.work(retentionJob, retention, { retryLimit: 0 })
  queue.schedule(retentionJob, retentionCron)
}
