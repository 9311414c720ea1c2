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

/** The operator has switched it off, or it is in maintenance now. */
export function isShut(catalogue: Pick<Catalogue, 'notice'>, providerId: string): boolean {
  const notice = catalogue.notice?.(providerId, 'en')
  return notice !== undefined && (notice.switchedOff || notice.closedUntil !== undefined)
}

/** Tells those who wait, whenever a bank has granted or shown something. */
export function bankWorks(
  database: Database,
  log: Logger,
  shut: (providerId: string) => boolean,
): (providerId: string) => void {
  const looked = new Map<string, number>()
  return (providerId) => {
    const now = performance.now()
    // It answers, and still nobody may begin there: word is sent when the operator opens it.
    if (shut(providerId)) return
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
    works: async (providerId) =>
      !isShut(catalogue, providerId) && (await probeBank(registry, providerId, definitions(providerId))),
    tell: (providerId) => tellBankAvailable(database, providerId),
  })
  queue.work(bankWatchJob, handler, { retryLimit: 0 })
  queue.schedule(bankWatchJob, bankWatchCron)
}
