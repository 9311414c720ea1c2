import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Logger } from 'pino'
import type { Registry } from 'prom-client'
import type { Client } from '../clients/client.ts'
import type { Config } from '../config.ts'
import { settleLegacyChain } from '../consent/legacy-chain.ts'
import { verifyConsentChain } from '../consent/verify-consent-chain.ts'
import { resealCron, resealHandler, resealJob } from '../jobs/handlers/reseal.ts'
import { verifyConsentsCron, verifyConsentsHandler, verifyConsentsJob } from '../jobs/handlers/verify-consents.ts'
import type { JobQueue } from '../jobs/queue.ts'
import type { Catalogue } from '../providers/catalogue.ts'
import type { Database } from '../store/database.ts'
import { consentStore } from '../store/repositories/consent-store.ts'
import { banksOn, type OperatorAction, recordActions } from '../store/repositories/operator-actions.ts'
import { checkKeys } from '../store/sealed/check-keys.ts'
import { RESEAL_REQUEST, resealAll } from '../store/sealed/reseal-all.ts'
import type { Vault } from '../store/vault/vault.ts'
import { consentWatch } from './consent-watch.ts'
import { keepBackups } from './keep-backups.ts'

/** At start, before anything is served: keys that fit, consent chains with heads, and what the operator changed written down. */
export async function settleStore(database: Database, vault: Vault, catalogue: Catalogue): Promise<void> {
  const added = await checkKeys(database, vault)
  const now = database.clock.now()
  await database.transaction(async (tx) => {
    await settleLegacyChain(consentStore(tx, vault), now)
    const banks = await changedBanks(tx, catalogue)
    const key = added === undefined ? [] : [{ action: 'key.added', subject: added } as const]
    await recordActions(tx, 'server', [...key, ...banks], now)
  })
}

async function changedBanks(tx: Parameters<typeof banksOn>[0], catalogue: Catalogue): Promise<OperatorAction[]> {
  const before = await banksOn(tx)
  const now = new Map(catalogue.all().map(({ id, name }) => [id, name]))
  return [
    ...[...now].flatMap(([subject, name]) =>
      before.has(subject) ? [] : [{ action: 'bank.switched_on', subject, detail: { name } } as const],
    ),
    ...[...before].flatMap((subject) => (now.has(subject) ? [] : [{ action: 'bank.switched_off', subject } as const])),
  ]
}

/** Writes down what the clients file changed: it is read at every start, and mostly says what is so already. */
export function recordClient(database: Database) {
  return async (subject: string, before: Client | undefined, after: Client | undefined): Promise<void> => {
    if (JSON.stringify(before) === JSON.stringify(after)) return
    const action = before === undefined ? 'client.added' : 'client.changed'
    const what = { action, subject, detail: { by: 'RACCORD_CLIENTS_FILE' } } as const
    await recordActions(database.kysely, 'server', [what], database.clock.now())
  }
}

/** Jobs about keys and consent records. Before the queue starts. */
export function workStoreJobs(
  queue: JobQueue,
  parts: {
    readonly config: Pick<Config, 'env' | 'dataDir' | 'databaseUrl' | 'backups'>
    readonly database: Database
    readonly vault: Vault
    readonly log: Logger
    readonly metrics: Registry
  },
): void {
  const { config, database, vault, log, metrics } = parts
  const now = () => database.clock.now()
  const verify = () =>
    database.transaction(async (tx) => {
      const store = consentStore(tx, vault)
      await settleLegacyChain(store, now())
      return verifyConsentChain(store)
    })
  const verified = consentWatch(log, metrics, now)
  queue.work(verifyConsentsJob, verifyConsentsHandler({ verify, verified }), { retryLimit: 1 })
  queue.schedule(verifyConsentsJob, verifyConsentsCron)
  keepBackups(queue, parts)
  // With PostgreSQL the command line does it itself.
  if (config.databaseUrl !== undefined) return
  const request = join(config.dataDir, RESEAL_REQUEST)
  const asked = () =>
    rm(request).then(
      () => true,
      () => false,
    )
  const reseal = async (signal: AbortSignal) => {
    const { retired, ...done } = await resealAll(database, vault, { source: 'server', signal })
    log.warn({ ...done, retired: retired.join(',') }, 'vault_resealed')
  }
  queue.work(resealJob, resealHandler({ asked, reseal }), { retryLimit: 0 })
  queue.schedule(resealJob, resealCron)
}
