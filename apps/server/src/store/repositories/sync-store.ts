import type { ConnectorState, Psu } from '@raccord/connector-kit'
import { type Kysely, type QueryCreator, sql } from 'kysely'
import type { RunOrder, SyncStore } from '../../sync/sync-store.ts'
import type { Tx } from '../database.ts'
import type { Schema } from '../schema.ts'
import { sealedColumns } from '../sealed/sealed-columns.ts'
import { channelAad, firstChannel, nextChannel } from './next-channel.ts'
import { runHolds } from './run-holds.ts'
import { openJsonIfReadable, type Sealer, sealJson } from './sealed-json.ts'
import { syncEnd } from './sync-end.ts'

const psuAad = (connection_id: number): string => sealedColumns.sync_run.owner({ connection_id })

export function syncStore(tx: Tx, vault: Sealer, enqueue: (tx: Tx, order: RunOrder) => Promise<void>): SyncStore {
  const statements = syncClaim(tx, vault)
  return {
    ...syncEnd(tx),
    ...statements,
    ...runHolds(tx),
    nextChannel: (run, at) => nextChannel(tx, vault, run, at),

    async lockConnection(connectionId) {
      // Not FOR UPDATE: pages being imported hold the row by FOR KEY SHARE and need not wait.
      const query = tx.selectFrom('connection').select('provider_id as providerId').where('id', '=', connectionId)
      return query.forNoKeyUpdate().executeTakeFirst()
    },

    openRun: (connectionId) =>
      tx
        .selectFrom('sync_run')
        .select(['id', 'kind'])
        .where('connection_id', '=', connectionId)
        .where('ended_at', 'is', null)
        .executeTakeFirst(),

    async createRun({ connectionId, definitionIds, kind, requestedBy, psu }, at) {
      const { id } = await tx
        .with('run', (db) =>
          db
            .insertInto('sync_run')
            .values({
              connection_id: connectionId,
              kind,
              requested_by: requestedBy,
              created_at: at,
              started_at: null,
              ended_at: null,
              claim: null,
              touched_at: at,
              attended: psu !== undefined,
              sealed_psu: psu ? sealJson(vault, psu, psuAad(connectionId)) : null,
            })
            .returning('id'),
        )
        .with('its_channels', (db) =>
          db
            .insertInto('sync_run_channel')
            .columns(['run_id', 'definition_id'])
            .expression((eb) =>
              eb.selectFrom('run').select(['id', sql<string>`unnest(${definitionIds as string[]}::text[])`.as('of')]),
            )
            .onConflict((oc) => oc.doNothing()),
        )
        .with('its_connection', (db) => runningConnection(db, connectionId))
        .with('reads', (db) => runningChannels(db, connectionId, definitionIds))
        .selectFrom('run')
        .select('id')
        .executeTakeFirstOrThrow()
      return id
    },

    async addChannels(runId, definitionIds, again) {
      if (definitionIds.length === 0) return
      await tx
        .insertInto('sync_run_channel')
        .values(definitionIds.map((definition_id) => ({ run_id: runId, definition_id, failure: null, since: null })))
        .onConflict((oc) => oc.columns(['run_id', 'definition_id']).doNothing())
        .execute()
      if (!again) return
      await tx
        .updateTable('sync_run_channel')
        .set({ stage: 'starting', status: 'RUNNING', failure: null, transactions_new: 0 })
        .where('run_id', '=', runId)
        .where('definition_id', 'in', [...definitionIds])
        .where('stage', '=', 'done')
        .execute()
    },

    async widenRun(run, { kind, psu }) {
      const sealed = psu ? { sealed_psu: sealJson(vault, psu, psuAad(run.connectionId)), attended: true } : {}
      await tx
        .updateTable('sync_run')
        .set({ kind, ...sealed })
        .where('id', '=', run.id)
        .execute()
    },

    async markRunning(connectionId, definitionIds) {
      await runningConnection(tx, connectionId).execute()
      await runningChannels(tx, connectionId, definitionIds).execute()
    },

    enqueue: (order) => enqueue(tx, order),

    async putOff(run, until) {
      await tx
        .updateTable('sync_run')
        .set((eb) => ({ status: 'queued', claim: null, touched_at: until, tries: eb('tries', '-', 1) }))
        .where('id', '=', run.runId)
        .execute()
      await tx
        .updateTable('sync_run_channel')
        .set({ stage: 'starting' })
        .where('run_id', '=', run.runId)
        .where('stage', '<>', 'done')
        .execute()
    },

    async unfinished(run) {
      const rows = await tx
        .selectFrom('sync_run_channel')
        .select('definition_id')
        .where('run_id', '=', run.runId)
        .where('stage', '<>', 'done')
        .orderBy('definition_id')
        .execute()
      return rows.map((row) => row.definition_id)
    },

    async saveState(run, definitionId, version, state, grant) {
      const replaced = await statements.replaceState(run, definitionId, version, state, grant)
      if (replaced) return replaced
      // Other bytes of the same state: sealed anew under another key meanwhile, which is no new authorisation.
      const stored = await tx
        .selectFrom('channel')
        .select('sealed_state')
        .where('connection_id', '=', run.connectionId)
        .where('definition_id', '=', definitionId)
        .forNoKeyUpdate()
        .executeTakeFirst()
      const now = stored?.sealed_state
      if (!now || !sameContent(vault, now, version, channelAad(run.connectionId, definitionId))) return undefined
      return statements.replaceState(run, definitionId, now, state, grant)
    },
  }
}

const runningConnection = (db: QueryCreator<Schema>, connectionId: number) =>
  db.updateTable('connection').set({ status: 'RUNNING' }).where('id', '=', connectionId)

const runningChannels = (db: QueryCreator<Schema>, connectionId: number, definitionIds: readonly string[]) =>
  db
    .updateTable('channel')
    .set({ status: 'RUNNING', next_sync_at: null })
    .where('connection_id', '=', connectionId)
    .where('definition_id', 'in', [...definitionIds])
    .where('sealed_state', 'is not', null)

/** Each a statement by itself where `kysely` is no transaction. */
export function syncClaim(
  kysely: Kysely<Schema>,
  vault: Sealer,
): Pick<SyncStore, 'claim' | 'firstChannel' | 'replaceState'> {
  return {
    firstChannel: (run, at) => firstChannel(kysely, vault, run, at),

    async replaceState(run, definitionId, version, state, grant) {
      const sealed_state = sealJson(vault, state, channelAad(run.connectionId, definitionId))
      const replaced = await kysely
        .updateTable('channel')
        .set({
          sealed_state,
          ...(grant?.validUntil === undefined ? {} : { consent_until: grant.validUntil }),
          ...(grant?.frequencyPerDay === undefined ? {} : { frequency_per_day: grant.frequencyPerDay }),
        })
        .where('connection_id', '=', run.connectionId)
        .where('definition_id', '=', definitionId)
        .where('sealed_state', '=', version)
        .returning('definition_id')
        .executeTakeFirst()
      return replaced && sealed_state
    },

    /** Counts a try. */
    async claim(runId, claim, at) {
      const row = await kysely
        .updateTable('sync_run')
        .set((eb) => ({
          claim,
          touched_at: at,
          status: 'running',
          started_at: sql<Date>`coalesce(started_at, ${at})`,
          tries: eb('tries', '+', 1),
        }))
        .from('connection')
        .whereRef('connection.id', '=', 'sync_run.connection_id')
        .where('sync_run.id', '=', runId)
        .where('ended_at', 'is', null)
        .returning([
          'sync_run.connection_id as connectionId',
          'connection.user_id as userId',
          'connection.provider_id as providerId',
          'kind',
          'requested_by as requestedBy',
          'sync_run.created_at as createdAt',
          'attended',
          'tries',
          'sealed_psu',
        ])
        .executeTakeFirst()
      if (!row) return undefined
      const { sealed_psu, attended, ...run } = row
      // A run whose key is gone is carried out as without the person.
      const psu = sealed_psu ? openJsonIfReadable<Psu>(vault, sealed_psu, psuAad(run.connectionId)) : undefined
      return { ...run, ...(psu ? { psu } : {}), urgent: attended || run.requestedBy === 'journey', runId, claim }
    },
  }
}

function sameContent(vault: Sealer, one: Uint8Array, other: Uint8Array, aad: string): boolean {
  const [a, b] = [one, other].map((sealed) => openJsonIfReadable<ConnectorState>(vault, sealed, aad))
  return a !== undefined && JSON.stringify(a) === JSON.stringify(b)
}
