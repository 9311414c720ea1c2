import { sql } from 'kysely'
import type { TokenStore } from '../../tokens/token.ts'
import type { Day } from '../../transactions/day.ts'
import type { Database } from '../database.ts'
import { endRunOut, type RunOut } from './end-run-out.ts'
import { createFaceTokenStore } from './face-token-store.ts'
import { forgetChanges } from './forget-changes.ts'

/** What expired is taken out; each call is one statement and may be made again. */
export interface Housekeeping {
  /** Tokens, sign-in codes and counted attempts that ended before this instant. */
  forgetTokens(before: Date): Promise<void>
  /** Credentials, uploaded files and connector states of journeys whose session is over, finished or not; what banks granted for them ends. */
  eraseLegSecrets(now: Date): Promise<void>
  /** Journeys of sessions that are over are, too: told to their clients. */
  endJourneys(now: Date): Promise<readonly RunOut[]>
  /** Sessions with their journeys. */
  forgetSessions(before: Date): Promise<void>
  /** Ended runs but the last of each connection, and revocations that are done. */
  forgetRuns(before: Date): Promise<void>
  /** What no cursor of the changes feed younger than this needs. */
  forgetChanges(before: Date): Promise<void>
  /** Events of which no replay is promised any more, and queues that nobody reads. */
  forgetEvents(now: Date): Promise<void>
  /** Entries whose day has come are no longer to come, whether or not the bank is asked. */
  settleUpcoming(today: Day, at: Date): Promise<void>
  /** The embedded database has no background worker of its own for this. */
  maintain(): Promise<void>
}

/** Rows in one statement: the first sweep of an old installation must not be cut off by the statement's time limit. */
const atATime = 5_000
/** Days that an event can be replayed. */
const eventDays = 7

/** `end` ends what banks granted for legs that were never finished; it is called first, while their state can be read. */
export function createHousekeeping(
  database: Database,
  tokens: Pick<TokenStore, 'deleteExpired'>,
  end: (now: Date) => Promise<void> = async () => {},
): Housekeeping {
  return {
    async forgetTokens(before) {
      await tokens.deleteExpired(before)
      // Kept a day longer than they work: a second use must still be recognised and end what the first one gave.
      const codesBefore = new Date(before.getTime() - 86_400_000)
      await database.kysely.deleteFrom('sign_in_code').where('expires_at', '<', codesBefore).execute()
      await database.kysely.deleteFrom('attempt_counter').where('until', '<', before).execute()
      await createFaceTokenStore(database).forgetUnclaimed(codesBefore)
    },

    async eraseLegSecrets(now) {
      await end(now)
      const over = database.kysely
        .selectFrom('journey')
        .innerJoin('widget_session', 'widget_session.id_hash', 'journey.session_hash')
        .where('widget_session.expires_at', '<', now)
        .select('journey.id')
      await database.kysely.deleteFrom('upload_file').where('journey_id', 'in', over).execute()
      await database.kysely
        .updateTable('leg')
        .set({ sealed_state: null, sealed_credentials: null, sealed_outcome: null, sealed_return: null })
        .where((eb) =>
          eb.or([
            eb('sealed_state', 'is not', null),
            eb('sealed_credentials', 'is not', null),
            eb('sealed_outcome', 'is not', null),
            eb('sealed_return', 'is not', null),
          ]),
        )
        .where('journey_id', 'in', over)
        .execute()
    },

    endJourneys: (now) => endRunOut(database, now),

    async forgetSessions(before) {
      await database.kysely.deleteFrom('widget_session').where('expires_at', '<', before).execute()
    },

    async forgetRuns(before) {
      const old = sql`delete from sync_run where id in (
        select id from sync_run as old where ended_at < ${before}::timestamptz and exists (
          select from sync_run as newer where newer.connection_id = old.connection_id and newer.id > old.id)
        limit ${sql.lit(atATime)})`
      while (Number((await old.execute(database.kysely)).numAffectedRows ?? 0n) === atATime);
      await database.kysely
        .deleteFrom('revocation')
        .where('done_at', '<', before)
        .where('erasure_id', 'is', null)
        .execute()
    },

    forgetChanges: (before) => forgetChanges(database, before),

    async forgetEvents(now) {
      const before = new Date(now.getTime() - eventDays * 86_400_000)
      // In line: one that is not has not been told.
      const old = sql`delete from event where id in (
        select id from event where at < ${before}::timestamptz and seq is not null limit ${sql.lit(atATime)})`
      while (Number((await old.execute(database.kysely)).numAffectedRows ?? 0n) === atATime);
      // A reader is noted to the hour.
      const unread = new Date(now.getTime() - 25 * 3_600_000)
      await database.kysely.deleteFrom('event_queue').where('read_at', '<', unread).execute()
    },

    async settleUpcoming(today, at) {
      const due = sql`update transaction set origin = 'TRANSACTION', updated_at = ${at}::timestamptz where id in (
        select id from transaction where origin = 'UPCOMING' and date <= ${today}::date limit ${sql.lit(atATime)})`
      while (Number((await due.execute(database.kysely)).numAffectedRows ?? 0n) === atATime);
    },

    maintain: () => database.maintain(),
  }
}
