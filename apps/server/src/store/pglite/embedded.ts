import type { DatabaseLog, OpenedStore } from '../opened-store.ts'
import { SessionLock } from '../session-lock.ts'
import type { TransactionScope } from '../transaction-scope.ts'
import { DiskReserve } from './disk-reserve.ts'
import { embeddedJobDatabase } from './job-database.ts'
import { openPglite } from './open-pglite.ts'
import { PgliteSource } from './pglite-source.ts'
import { findTemplate } from './template.ts'

interface EmbeddedOptions {
  dataDir: string
  durable: boolean
  template: string | null | undefined
  scope: TransactionScope
  log: DatabaseLog
}

/** The embedded database and all that hangs on its one session. */
export async function openEmbedded({ dataDir, durable, template, scope, log }: EmbeddedOptions): Promise<OpenedStore> {
  const found = template === undefined ? findTemplate() : (template ?? undefined)
  const opened = await openPglite({ dataDir, durable, template: found })
  if (opened.created) log.info({ dataDir, template: found !== undefined }, 'made a new embedded database')
  const lock = new SessionLock()
  const reserve = new DiskReserve(dataDir)
  const source = new PgliteSource(opened.pglite, lock, reserve, opened.unlock)
  return {
    source,
    jobs: { backend: 'pglite', db: embeddedJobDatabase(opened.pglite, lock, scope, reserve) },
    stats: () => ({ fsyncs: opened.fsyncs(), waiting: lock.waiting, busy: lock.held ? 1 : 0, idle: lock.held ? 0 : 1 }),
    maintain: async () => {
      scope.refuseInside()
      await source.script('vacuum analyze')
    },
  }
}
