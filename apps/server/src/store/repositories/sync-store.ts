import type { ConnectorState, Psu } from '@raccord/connector-kit'
import type { AccountType } from '@raccord/contract'
import { type Kysely, type QueryCreator, sql } from 'kysely'
import type { ChannelWork, HeldRun, RunOrder, SyncStore } from '../../sync/sync-store.ts'
import type { Tx } from '../database.ts'
import type { Schema } from '../schema.ts'
import { sealedColumns } from '../sealed/sealed-columns.ts'
import { countedIn } from './call-ledger.ts'
import { openJsonIfReadable, type Sealer, sealJson } from './sealed-json.ts'
import { scheduleColumns, scheduleOf, syncEnd } from './sync-end.ts'

export const channelAad = (connection_id: number, definition_id: string): string =>
  sealedColumns.channel.owner({ connection_id, definition_id })
const psuAad = (connection_id: number): string => sealedColumns.sync_run.owner({ connection_id })

export function syncStore(tx: Tx, vault: Sealer, enqueue: (tx: Tx, order: RunOrder) => Promise<void>): SyncStore {
  return {
    ...syncEnd(tx),
    ...syncClaim(tx, vault),

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

    hold: (run, at) => hold(tx, run, at, 'shared'),
    holdAlone: (run, at) => hold(tx, run, at, 'alone'),

    async nextChannel(run, at) {
      const begun = tx.with('next', (db) =>
        db
          .updateTable('sync_run_channel')
          .set({ stage: 'accounts', status: 'RUNNING', accounts: 0, accounts_done: 0, transactions: 0, since: null })
          .where('run_id', '=', run.runId)
          .where('definition_id', '=', (eb) =>
            eb
              .selectFrom('sync_run_channel')
              .select('definition_id')
              .where('run_id', '=', run.runId)
              .where('stage', '<>', 'done')
              // REDIRECT definitions end in 01, EMBEDDED in 00 (WIRE §3).
              .orderBy(sql`right(definition_id, 2)`, 'desc')
              .limit(1),
          )
          .returning('definition_id'),
      )
      // One that can't be asked, or must not be, counts as nothing.
      const asked = sql`select channel.connection_id, channel.definition_id, null::bigint as account_id
        from next join channel on channel.connection_id = ${run.connectionId} and channel.definition_id = next.definition_id
        where sealed_state is not null and (limited_until is null or limited_until <= ${at}::timestamptz)`
      const counted = run.psu ? begun : begun.with('counted', () => countedIn(asked, at))
      const next = await counted.selectFrom('next').select('definition_id').executeTakeFirst()
      return next && readChannel(tx, vault, run, next.definition_id)
    },

    async saveState(run, definitionId, version, state, grant) {
      const aad = channelAad(run.connectionId, definitionId)
      const sealed_state = sealJson(vault, state, aad)
      const replace = (stored: Uint8Array) =>
        tx
          .updateTable('channel')
          .set({
            sealed_state,
            ...(grant?.validUntil === undefined ? {} : { consent_until: grant.validUntil }),
            ...(grant?.frequencyPerDay === undefined ? {} : { frequency_per_day: grant.frequencyPerDay }),
          })
          .where('connection_id', '=', run.connectionId)
          .where('definition_id', '=', definitionId)
          .where('sealed_state', '=', stored)
          .returning('definition_id')
          .executeTakeFirst()
      if (await replace(version)) return sealed_state
      // Other bytes of the same state: sealed anew under another key meanwhile, which is no new authorisation.
      const stored = await tx
        .selectFrom('channel')
        .select('sealed_state')
        .where('connection_id', '=', run.connectionId)
        .where('definition_id', '=', definitionId)
        .forNoKeyUpdate()
        .executeTakeFirst()
      const now = stored?.sealed_state
      if (!now || !sameContent(vault, now, version, aad)) return undefined
      return (await replace(now)) && sealed_state
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

/** Counts a try; a statement by itself where `kysely` is no transaction. */
export function syncClaim(kysely: Kysely<Schema>, vault: Sealer): Pick<SyncStore, 'claim'> {
  return {
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

/** The connection first, as whoever removes it does; both in one statement, because every write of a run begins here. */
async function hold(tx: Tx, run: HeldRun, at: Date, how: 'shared' | 'alone'): Promise<boolean> {
  const held = await tx
    .with('kept', (db) => {
      const connection = db.selectFrom('connection').select('id').where('id', '=', run.connectionId)
      return how === 'alone' ? connection.forNoKeyUpdate() : connection.forKeyShare()
    })
    .updateTable('sync_run')
    .from('kept')
    .set({ touched_at: at })
    .whereRef('sync_run.connection_id', '=', 'kept.id')
    .where('sync_run.id', '=', run.runId)
    .where('claim', '=', run.claim)
    .where('ended_at', 'is', null)
    .returning('sync_run.id')
    .executeTakeFirst()
  return held !== undefined
}

async function readChannel(tx: Tx, vault: Sealer, run: HeldRun, definitionId: string) {
  const channel = await tx
    .selectFrom('channel')
    .innerJoin('connection', 'connection.id', 'channel.connection_id')
    .select((eb) => [
      'sealed_state',
      'failure',
      'account_types',
      'consent_per_account',
      ...scheduleColumns,
      eb
        .exists(
          eb
            .selectFrom('account')
            .select('account.id')
            .whereRef('account.connection_id', '=', 'channel.connection_id')
            .whereRef('account.definition_id', '=', 'channel.definition_id')
            .where('account.status', '<>', 'DELETED'),
        )
        .as('accounts_known'),
    ])
    .where('connection_id', '=', run.connectionId)
    .where('definition_id', '=', definitionId)
    .executeTakeFirst()
  const sealed = channel?.sealed_state
  const aad = channelAad(run.connectionId, definitionId)
  return {
    definitionId,
    accountTypes: (channel?.account_types ?? []) as AccountType[],
    consentPerAccount: channel?.consent_per_account ?? false,
    accountsKnown: Boolean(channel?.accounts_known),
    ...(channel ? { schedule: scheduleOf(channel) } : {}),
    ...(channel?.failure ? { failure: channel.failure } : {}),
    ...(sealed ? readState(vault, sealed, aad) : {}),
  }
}

function readState(
  vault: Sealer,
  sealed: Uint8Array,
  aad: string,
): Pick<ChannelWork, 'state' | 'stateVersion' | 'unreadable'> {
  const state = openJsonIfReadable<ConnectorState>(vault, sealed, aad)
  return state === undefined ? { unreadable: true } : { state, stateVersion: sealed }
}

function sameContent(vault: Sealer, one: Uint8Array, other: Uint8Array, aad: string): boolean {
  const [a, b] = [one, other].map((sealed) => openJsonIfReadable<ConnectorState>(vault, sealed, aad))
  return a !== undefined && JSON.stringify(a) === JSON.stringify(b)
}
