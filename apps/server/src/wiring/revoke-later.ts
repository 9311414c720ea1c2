import type { ConnectorState } from '@raccord/connector-kit'
import type { Logger } from 'pino'
import type { PgBossQueue } from '../jobs/pg-boss-queue.ts'
import type { CatalogueChannel } from '../providers/catalogue.ts'
import type { Database } from '../store/database.ts'
import type { bankUnits } from '../store/repositories/bank-unit.ts'

/** What a bank granted to a call that nobody waits for any more is ended, by a job. */
export function revokeLater(parts: {
  readonly queue: Pick<PgBossQueue, 'ready'>
  readonly database: Database
  readonly units: ReturnType<typeof bankUnits>
  readonly now: () => Date
  readonly log: Logger
}): (channel: CatalogueChannel, state: ConnectorState) => void {
  const { queue, database, units, now, log } = parts
  return ({ providerId, definitionId }, state) => {
    log.info({ definitionId }, 'bank_answered_late')
    queue
      .ready()
      .then(() => database.transaction((tx) => units(tx).revocations.add({ providerId, definitionId, state }, now())))
      .catch((error: unknown) => log.error({ err: error }, 'abandoned at a bank'))
  }
}
