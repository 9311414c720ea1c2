import type { TokenStore } from '../../tokens/token.ts'
import type { Database } from '../database.ts'

/** What expired is taken out; each call is one statement and may be made again. */
export interface Housekeeping {
  /** Tokens, sign-in codes and counted attempts that ended before this instant. */
  forgetTokens(before: Date): Promise<void>
  /** Credentials and connector states of journeys whose session is over, finished or not; what banks granted for them ends. */
  eraseLegSecrets(now: Date): Promise<void>
  /** Sessions with their journeys. */
  forgetSessions(before: Date): Promise<void>
  /** The embedded database has no background worker of its own for this. */
  maintain(): Promise<void>
}

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
    },

    async eraseLegSecrets(now) {
      await end(now)
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
        .where('journey_id', 'in', (eb) =>
          eb
            .selectFrom('journey')
            .innerJoin('widget_session', 'widget_session.id_hash', 'journey.session_hash')
            .where('widget_session.expires_at', '<', now)
            .select('journey.id'),
        )
        .execute()
    },

    async forgetSessions(before) {
      await database.kysely.deleteFrom('widget_session').where('expires_at', '<', before).execute()
    },

    maintain: () => database.maintain(),
  }
}
