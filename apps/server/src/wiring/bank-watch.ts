import type { Logger } from 'pino'
import { bankWatchCron, bankWatchHandler, bankWatchJob } from '../jobs/handlers/bank-watch.ts'
import type { JobQueue } from '../jobs/queue.ts'
import type { Catalogue } from '../providers/catalogue.ts'
import type { BankRegistry } from '../providers/open-bank.ts'
import { probeBank } from '../providers/probe-bank.ts'
import type { Database } from '../store/database.ts'
import { banksWaitedFor, tellBankAvailable } from '../store/repositories/bank-waits.ts'

/** A bank that answers people all day is not looked up each time. */
const restMs = 30_000

/** Tells those who wait, whenever a bank has granted or shown something. */
export function bankWorks(database: Database, log: Logger): (providerId: string) => void {
  const looked = new Map<string, number>()
  return (providerId) => {
    const now = performance.now()
    if (now - (looked.get(providerId) ?? Number.NEGATIVE_INFINITY) < restMs) return
    looked.set(providerId, now)
    tellBankAvailable(database, providerId).catch((error: unknown) => log.warn({ err: error }, 'events'))
  }
}

/** Looks after banks that somebody waits for and nobody else tries. */
export function workBankWatch(
  queue: JobQueue,
  parts: { readonly database: Database; readonly registry: BankRegistry; readonly catalogue: Catalogue },
): void {
  const { database, registry, catalogue } = parts
  const definitions = (providerId: string) =>
    (catalogue.channels(providerId) ?? []).map(({ definitionId }) => definitionId)
  const handler = bankWatchHandler({
    waitedFor: () => banksWaitedFor(database),
    works: (providerId) => probeBank(registry, providerId, definitions(providerId)),
    tell: (providerId) => tellBankAvailable(database, providerId),
  })
  queue.work(bankWatchJob, handler, { retryLimit: 0 })
  queue.schedule(bankWatchJob, bankWatchCron)
}
