import type { ConnectorState } from '@raccord/connector-kit'
import type { AccountType } from '@raccord/contract'
import { type Kysely, sql } from 'kysely'
import { allowedFrom, readingsOf } from '../../sync/quota.ts'
import type { ChannelWork, ClaimedRun, HeldRun } from '../../sync/sync-store.ts'
import type { Row, Schema } from '../schema.ts'
import { sealedColumns } from '../sealed/sealed-columns.ts'
import { countedIn, placesKnownLeft } from './call-ledger.ts'
import { channelsOf } from './read-model.ts'
import { holding } from './run-holds.ts'
import { openJsonIfReadable, type Sealer } from './sealed-json.ts'
import { scheduleOf } from './sync-end.ts'

export const channelAad = (connection_id: number, definition_id: string): string =>
  sealedColumns.channel.owner({ connection_id, definition_id })

type Run = HeldRun & Pick<ClaimedRun, 'psu'>

interface Taken
  extends Pick<
    Row<'channel'>,
    'sealed_state' | 'failure' | 'recurring' | 'frequency_per_day' | 'consent_until' | 'limited_until' | 'failures'
  > {
  readonly held: boolean
  /** Its list of accounts may be asked for, and counts as asked for where that is without the person. */
  readonly counted: boolean
  readonly definition_id: string | null
  readonly account_types: string[] | null
  readonly consent_per_account: boolean | null
  readonly auto_sync: boolean
  readonly of_connection: number | null
  readonly accounts_known: boolean
}

/** In a transaction that holds the run. */
export async function nextChannel(
  kysely: Kysely<Schema>,
  vault: Sealer,
  run: Run,
  at: Date,
): Promise<ChannelWork | undefined> {
  const taken = await take(kysely, run, at, false)
  return taken && channelOf(kysely, vault, run, taken, at)
}

/** The same while the run is this worker's, which is looked at by the same statement. */
export async function firstChannel(kysely: Kysely<Schema>, vault: Sealer, run: Run, at: Date) {
  const taken = await take(kysely, run, at, true)
  return taken?.held ? { next: await channelOf(kysely, vault, run, taken, at) } : undefined
}

async function take(kysely: Kysely<Schema>, run: Run, at: Date, fenced: boolean): Promise<Taken | undefined> {
  // One that can't be asked, or must not be, counts as nothing: a worker that died may have had the day's last place.
  const asked = sql`select channel.connection_id, channel.definition_id, null::bigint as account_id
    from next join channel on channel.connection_id = ${run.connectionId} and channel.definition_id = next.definition_id
    where sealed_state is not null and (limited_until is null or limited_until <= ${at}::timestamptz) and ${placesKnownLeft(at)}`
  const { rows } = await sql<Taken>`
    with ${fenced ? sql`${holding(run, at, 'shared')},` : sql``}
    next as (
      update sync_run_channel
      set stage = 'accounts', status = 'RUNNING', accounts = 0, accounts_done = 0, transactions = 0, since = null
      where run_id = ${run.runId} ${fenced ? sql`and exists (select from held)` : sql``}
        and definition_id = (
          select open.definition_id from sync_run_channel as open where open.run_id = ${run.runId} and open.stage <> 'done'
          -- REDIRECT definitions end in 01, EMBEDDED in 00 (WIRE §3).
          order by right(open.definition_id, 2) desc limit 1)
      returning definition_id
    )${run.psu ? sql`` : sql`, counted as ${countedIn(asked, at)}`}
    select ${fenced ? sql`exists (select from held)` : sql`true`} as held, next.definition_id,
      ${run.psu ? sql`true` : sql`exists (select from counted)`} as counted,
      sealed_state, channel.failure, account_types, consent_per_account, auto_sync, recurring, frequency_per_day,
      consent_until, limited_until, failures, channel.connection_id as of_connection,
      exists (
        select from account where account.connection_id = channel.connection_id
          and account.definition_id = channel.definition_id and account.status <> 'DELETED') as accounts_known
    from (select) as one
    left join next on true
    left join channel on channel.connection_id = ${run.connectionId} and channel.definition_id = next.definition_id
    left join connection on connection.id = channel.connection_id`.execute(kysely)
  return rows[0]
}

async function channelOf(
  kysely: Kysely<Schema>,
  vault: Sealer,
  run: Run,
  taken: Taken,
  at: Date,
): Promise<ChannelWork | undefined> {
  const { definition_id: definitionId, of_connection, sealed_state: sealed, failure } = taken
  if (definitionId === null) return undefined
  const limitedUntil = taken.counted ? undefined : await takesNoneUntil(kysely, run.connectionId, definitionId, at)
  return {
    definitionId,
    accountTypes: (taken.account_types ?? []) as AccountType[],
    consentPerAccount: taken.consent_per_account ?? false,
    accountsKnown: taken.accounts_known,
    ...(of_connection === null
      ? {}
      : { schedule: { ...scheduleOf({ ...taken, of_connection }), ...(limitedUntil ? { limitedUntil } : {}) } }),
    ...(failure ? { failure } : {}),
    ...(sealed ? readState(vault, sealed, channelAad(run.connectionId, definitionId)) : {}),
  }
}

async function takesNoneUntil(kysely: Kysely<Schema>, connectionId: number, definitionId: string, at: Date) {
  const row = (await channelsOf(kysely, [connectionId])).find((channel) => channel.definition_id === definitionId)
  return row && allowedFrom(readingsOf(row, at), at)
}

function readState(
  vault: Sealer,
  sealed: Uint8Array,
  aad: string,
): Pick<ChannelWork, 'state' | 'stateVersion' | 'unreadable'> {
  const state = openJsonIfReadable<ConnectorState>(vault, sealed, aad)
  return state === undefined ? { unreadable: true } : { state, stateVersion: sealed }
}
