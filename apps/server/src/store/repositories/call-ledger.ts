import { type RawBuilder, sql } from 'kysely'
import type { BankCall, CallLedger } from '../../sync/call-ledger.ts'
import { learnedForDays, unattendedPerDay } from '../../sync/next-sync.ts'
import type { Tx } from '../database.ts'

/** Counts a call for each row of `calls` (connection_id, definition_id, account_id). */
const countCalls = (calls: RawBuilder<unknown>, at: Date) => sql<{ connection_id: number }>`
  insert into bank_call (connection_id, definition_id, account_id, calls)
  select connection_id, definition_id, account_id, array[${at}::timestamptz] from (${calls}) as made
  on conflict (connection_id, definition_id, account_id) do update set calls = array(
    select one from unnest(bank_call.calls) as one where one > ${at}::timestamptz - interval '24 hours' order by one
  ) || excluded.calls
  returning connection_id`

/** The same as a part of a statement that is made anyway. */
export const countedIn = (calls: RawBuilder<unknown>, at: Date) =>
  sql<{ connection_id: number }>`(${countCalls(calls, at)})`

export function callLedger(tx: Tx): CallLedger {
  const counted = (call: BankCall) => sql`(connection_id = ${call.connectionId} and definition_id = ${call.definitionId}
    and account_id is not distinct from ${call.accountId ?? null}::bigint)`
  return {
    async count({ connectionId, definitionId, accountId }, at) {
      const call = sql`select ${connectionId}::bigint as connection_id, ${definitionId}::text as definition_id,
        ${accountId ?? null}::bigint as account_id`
      await countCalls(call, at).execute(tx)
    },

    async giveBack(calls) {
      if (calls.length === 0) return
      await sql`update bank_call set calls = trim_array(calls, least(1, cardinality(calls)))
        where ${sql.join(calls.map(counted), sql` or `)}`.execute(tx)
    },

    async refused(call, limit, at) {
      // What it took before the one that it refused. None: it counts calls that we don't know of (of a process of an earlier release, of a database
      // that was restored), and nothing is learned.
      const taken = sql`(select nullif(count(*) - 1, 0) from unnest(calls) as one where one > ${at}::timestamptz - interval '24 hours')`
      await sql`update bank_call set learned_at = ${at}::timestamptz,
          learned = (select greatest(1, told) from (select least(${stillLearned(at)}, coalesce(${limit ?? null}::integer, ${taken})) as told) as one
            where told is not null)
        where ${counted(call)}`.execute(tx)
    },
  }
}

/** What was learned of a row of `bank_call`, while it counts. */
export const stillLearned = (now: Date) => sql<number | null>`(
  case when learned_at > ${now}::timestamptz - interval '1 day' * ${learnedForDays}::integer then learned end)`

/** Whether the bank takes one call more today of each kind; of the channel in `channel`. */
export const placesLeft = (now: Date) => sql<boolean>`(not exists (
  select from bank_call
  where bank_call.connection_id = channel.connection_id and bank_call.definition_id = channel.definition_id
    and (select count(*) from unnest(calls) as one where one > ${now}::timestamptz - interval '24 hours')
      >= greatest(1, least(frequency_per_day, ${stillLearned(now)}, ${unattendedPerDay}::integer))))`

/** The same of a bank that said how many, or whose refusals did; another is asked until it refuses. */
export const placesKnownLeft = (
  now: Date,
) => sql<boolean>`(${placesLeft(now)} or frequency_per_day is null and not exists (
  select from bank_call
  where bank_call.connection_id = channel.connection_id and bank_call.definition_id = channel.definition_id
    and ${stillLearned(now)} is not null))`
