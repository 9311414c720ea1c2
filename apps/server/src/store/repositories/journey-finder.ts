import { randomInt } from 'node:crypto'
import type { WidgetParameters } from '@raccord/contract'
import { parameters as table } from '@raccord/contract'
import type { Journey, JourneyFinder } from '../../journey/ports.ts'
import type { Database } from '../database.ts'
import { appendFacts } from './journey-append.ts'
import { factsOfJourney, readJourney, type Sealer, sessionName } from './journey-rows.ts'

/** Finds and opens the journeys of a session. */
export function createJourneyFinder(database: Database, sealer: Sealer): JourneyFinder {
  return {
    async newest(sessionHash) {
      const row = await database.kysely
        .selectFrom('journey')
        .selectAll()
        .select(factsOfJourney)
        .where('session_hash', '=', sessionHash)
        .orderBy('id', 'desc')
        .limit(1)
        .executeTakeFirst()
      return row && readJourney(sealer, row)
    },

    async reload(journey) {
      const row = await database.kysely
        .selectFrom('journey')
        .selectAll()
        .select(factsOfJourney)
        .where('id', '=', journey.id)
        .executeTakeFirst()
      return row && readJourney(sealer, row)
    },

    async open(opening, now) {
      const { functional, display } = parted(opening.parameters)
      const { sessionHash } = opening
      const insert = async (db: Database['kysely']): Promise<Journey | undefined> => {
        const row = await db
          .insertInto('journey')
          .values({
            session_hash: sessionHash,
            client_id: opening.clientId,
            user_id: opening.userId,
            endpoint: opening.endpoint,
            params: JSON.stringify(functional),
            display: JSON.stringify(display),
            reference: newReference(),
            sealed_session: sealer.seal(opening.sessionId, sessionName(sessionHash)),
            created_at: now,
          })
          // Opened twice at once (a double click, a prefetch): the other one's journey is this one's too.
          .onConflict((conflict) =>
            conflict.columns(['session_hash', 'endpoint']).where('finished_at', 'is', null).doNothing(),
          )
          .returningAll()
          .executeTakeFirst()
        return row && readJourney(sealer, { ...row, facts: [] })
      }
      const journey =
        opening.facts.length === 0
          ? await insert(database.kysely)
          : await database.transaction(async (tx) => {
              const opened = await insert(tx)
              return opened && appendFacts(tx, opened, opening.facts, now)
            })
      const found = journey ?? (await this.newest(sessionHash))
      if (!found) throw new Error('journey vanished while it was opened')
      return found
    },

    async redisplay(journey, parameters) {
      const { display } = parted(parameters)
      await database.kysely
        .updateTable('journey')
        .set({ display: JSON.stringify(display) })
        .where('id', '=', journey.id)
        .execute()
      return { ...journey, parameters: { ...journey.parameters, ...display } }
    },
  }
}

function parted(parameters: WidgetParameters): {
  functional: Partial<WidgetParameters>
  display: Partial<WidgetParameters>
} {
  const entries = Object.entries(parameters) as [keyof WidgetParameters, unknown][]
  return {
    functional: Object.fromEntries(entries.filter(([name]) => table[name].kind === 'functional')),
    display: Object.fromEntries(entries.filter(([name]) => table[name].kind === 'display')),
  }
}

/** Short enough to read out on the phone; no letters that are mistaken for digits. */
function newReference(): string {
  const alphabet = 'ABCDEFGHJKMNPQRSTVWXYZ23456789'
  const letters = Array.from({ length: 8 }, () => alphabet[randomInt(alphabet.length)] ?? 'A').join('')
  return `${letters.slice(0, 4)}-${letters.slice(4)}`
}
