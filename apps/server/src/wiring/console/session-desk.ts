import type { Desk, SessionFacts } from '@raccord/console'
import { presentSessionLog } from '../../http/api/present/session-log.ts'
import type { Database } from '../../store/database.ts'
import { recordActions } from '../../store/repositories/operator-actions.ts'
import { createSessionLog } from '../../store/repositories/session-log.ts'

/** As `short-reference.ts` and the journeys write it: four and four. */
function asReference(typed: string): string | undefined {
  const letters = typed.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')
  return letters.length === 8 ? `${letters.slice(0, 4)}-${letters.slice(4)}` : undefined
}

export function sessionDesk(database: Database): Pick<Desk, 'sessionOf' | 'person'> {
  const db = database.kysely
  const readLog = createSessionLog(database)
  return {
    async sessionOf(code) {
      const reference = asReference(code)
      if (reference === undefined) return undefined
      const journey = await db
        .selectFrom('journey')
        .select(['session_hash', 'client_id'])
        .where('reference', '=', reference)
        .orderBy('id', 'desc')
        .limit(1)
        .executeTakeFirst()
      const log = journey && (await readLog(journey.session_hash, journey.client_id))
      if (!journey || !log) return undefined
      // What a client may know of its session, and nothing more: the same page reads out what the API answers.
      const shown = presentSessionLog(log)
      return {
        ...{ userId: log.userId, clientId: journey.client_id, createdAt: log.createdAt, expiresAt: log.expiresAt },
        journeys: shown.journeys.map((one): SessionFacts['journeys'][number] => ({
          ...{ reference: one.reference, endpoint: one.endpoint, status: one.status },
          connectionId: one.connection_id,
          createdAt: instant(one.creation_date),
          ...(one.end_date === undefined ? {} : { endedAt: instant(one.end_date) }),
          events: one.events.map(({ seq: _, type, date, ...detail }) => ({
            ...{ at: instant(date), kind: type },
            detail: Object.entries(detail).map(([name, value]) => [name, String(value)] as const),
          })),
        })),
      }
    },

    person: (by, userId, reason) =>
      database.transaction(async (tx) => {
        const now = database.clock.now()
        const person = await tx.selectFrom('app_user').select('email').where('id', '=', userId).executeTakeFirst()
        if (!person) return undefined
        // The reason is the operator's own words: what he writes of the person in it he writes knowingly.
        const action = { action: 'person.shown', subject: String(userId), detail: { reason } } as const
        await recordActions(tx, 'console', [action], now, by.login)
        return person.email
      }),
  }
}

const instant = (seconds: number): Date => new Date(seconds * 1000)
