import type { Config } from '../config.ts'
import { loadApplication } from '../identity/load-application.ts'
import type { JobQueue } from '../jobs/queue.ts'
import type { LiveCatalogue } from '../providers/live-catalogue.ts'
import type { Database } from '../store/database.ts'
import { createBankLists } from '../store/repositories/bank-lists.ts'
import { type BankListWork, workBankList } from './bank-list.ts'

const nothing: Omit<BankListWork, 'load'> = {
  start: () => {},
  stop: async () => {},
  use: async () => {},
  refresh: async () => {},
}

/** The banks of the operator's application, as they were last told; nothing where he has none. @throws ApplicationKeyError */
export async function openBankList(
  queue: JobQueue,
  parts: {
    readonly config: Pick<Config, 'enableBanking' | 'loopbackAllowed' | 'home'>
    readonly database: Database
    readonly catalogue: LiveCatalogue
    readonly now: () => Date
    readonly log: Parameters<typeof workBankList>[1]['log']
  },
): Promise<Omit<BankListWork, 'load'>> {
  const { config, database, catalogue, now, log } = parts
  // In home an application may come while the server runs.
  if (!config.enableBanking && !config.home) return nothing
  const application = config.enableBanking && loadApplication(config.enableBanking)
  const lists = createBankLists(database)
  const { loopbackAllowed } = config
  const work = workBankList(queue, { application, loopbackAllowed, lists, catalogue, now, log })
  await work.load()
  return work
}
