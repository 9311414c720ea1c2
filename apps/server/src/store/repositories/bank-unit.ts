import type { Kysely } from 'kysely'
import type { ConnectionUnit } from '../../connections/connection-deps.ts'
import type { FileUnit } from '../../files/import-files.ts'
import type { ScheduleUnit } from '../../sync/schedule.ts'
import type { SyncStatements, SyncUnit } from '../../sync/sync-deps.ts'
import type { RunOrder } from '../../sync/sync-store.ts'
import type { Tx } from '../database.ts'
import type { Schema } from '../schema.ts'
import { sealedColumns } from '../sealed/sealed-columns.ts'
import type { Vault } from '../vault/vault.ts'
import { accountStore } from './account-store.ts'
import { callLedger } from './call-ledger.ts'
import { connectionStore } from './connection-store.ts'
import { consentGrants } from './consent-grants.ts'
import { consentStore } from './consent-store.ts'
import { erasures } from './erasures.ts'
import { fileStore } from './file-store.ts'
import type { Sealer as LegSealer } from './journey-rows.ts'
import { outbox } from './outbox.ts'
import { revocationStore } from './revocation-store.ts'
import { scheduleStore } from './schedule-store.ts'
import { syncClaim, syncStore } from './sync-store.ts'
import { together } from './together.ts'
import { transactionReads, transactionStore } from './transaction-store.ts'

/** Puts a job into the queue within the transaction of the rows that it is about. */
export interface BankJobs {
  sync(tx: Tx, runId: number, order: RunOrder): Promise<void>
  revoke(tx: Tx, revocationId: number, runAt?: Date): Promise<void>
}

/** Every store of connections, accounts and synchronisation, bound to one transaction. */
export type BankUnit = SyncUnit & ConnectionUnit & ScheduleUnit & Pick<FileUnit, 'files'>

/** What a synchronisation asks and claims by single statements. */
export function syncStatements(kysely: Kysely<Schema>, vault: Pick<Vault, 'for'>): SyncStatements {
  return {
    sync: syncClaim(kysely, vault.for(sealedColumns.channel.columns.sealed_state)),
    transactions: transactionReads(kysely),
  }
}

export function bankUnits(vault: Pick<Vault, 'for' | 'code' | 'keyIds'>, jobs: BankJobs): (tx: Tx) => BankUnit {
  const { channel, leg, raw_page } = sealedColumns
  const tokens = vault.for(channel.columns.sealed_state)
  const raw = vault.for(raw_page.columns.sealed)
  const credentials = vault.for(channel.columns.sealed_credentials)
  const legs = vault.for(leg.columns.sealed_state)
  const ofLegs: LegSealer = {
    seal: (text, name) => legs.seal(text, name),
    open: (sealed, name) => legs.open(sealed, name).toString('utf8'),
  }
  return (tx) => {
    const sync = (handle: Tx) => syncStore(handle, tokens, (inside, order) => jobs.sync(inside, order.runId, order))
    const revocations = revocationStore(tx, tokens, (inside, id, runAt) => jobs.revoke(inside, id, runAt))
    return {
      sync: sync(tx),
      together: (work) =>
        together(tx, (handle) =>
          work({ sync: sync(handle), accounts: accountStore(handle, raw), events: outbox(handle) }),
        ),
      accounts: accountStore(tx, raw),
      transactions: transactionStore(tx, raw),
      revocations,
      erasures: erasures(tx, ofLegs, revocations),
      connections: connectionStore(tx, tokens, credentials),
      consents: consentStore(tx, vault),
      grants: consentGrants(tx),
      schedule: scheduleStore(tx),
      events: outbox(tx),
      ledger: callLedger(tx),
      files: fileStore(tx),
    }
  }
}
