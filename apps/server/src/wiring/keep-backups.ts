import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Logger } from 'pino'
import type { Config } from '../config.ts'
import { backupCron, backupHandler, backupJob } from '../jobs/handlers/backup.ts'
import type { JobQueue } from '../jobs/queue.ts'
import type { Database } from '../store/database.ts'
import { BACKUP_REQUEST, backUpNightly, writeBackup } from '../store/transfer/backups.ts'

/** A household's backups: each night, and when `raccord backup` asks. Nothing elsewhere, where operators have ways of their own. */
export function keepBackups(
  queue: JobQueue,
  parts: {
    readonly config: Pick<Config, 'env' | 'dataDir' | 'backups'>
    readonly database: Database
    readonly log: Pick<Logger, 'warn'>
  },
): void {
  const { config, database, log } = parts
  if (config.env !== 'home') return
  const request = join(config.dataDir, BACKUP_REQUEST)
  const told = (file: string | undefined): void => {
    if (file !== undefined) log.warn({ file }, 'backup_written')
  }
  const handler = backupHandler({
    asked: async () => existsSync(request),
    // The request goes when the file is whole: who asked waits for that.
    backUp: async () => {
      told(await writeBackup(database, config.backups, 'server'))
      await rm(request, { force: true })
    },
    nightly: async () => told(await backUpNightly(database, config.backups)),
  })
  queue.work(backupJob, handler, { retryLimit: 0 })
  queue.schedule(backupJob, backupCron)
}
