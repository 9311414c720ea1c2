import { randomInt } from 'node:crypto'
import type { WidgetParameters } from '@raccord/contract'
import { parameters as table } from '@raccord/contract'
import { sql } from 'kysely'
import type { Journey, JourneyFinder, Opening } from '../../journey/ports.ts'
import type { Database } from '../database.ts'
import type { Row } from '../schema.ts'
import { appendFacts } from './journey-append.ts'
import { factsOfJourney, readJourney, type Sealer, sessionName } from './journey-rows.ts'

/** Finds and opens the journeys of a session. */
export function createJourneyFinder(database: Database, sealer: Sealer): JourneyFinder {
  const rowOf = (opening: Opening, now: Date) => {
    const { functional, display } = parted(opening.parameters)
    return {
      session_hash: opening.sessionHash,
      client_id: opening.clientId,
      user_id: opening.userId,
      endpoint: opening.endpoint,
      params: JSON.stringify(functional),
      display: JSON.stringify(display),
      reference: newReference(),
      sealed_session: sealer.seal(opening.sessionId, sessionName(opening.sessionHash)),
      created_at: now,
    }
  }
  const withFacts = async (
    { facts }: Opening,
    now: Date,
    insert: (db: Database['kysely']) => Promise<Row<'journey'> | undefined>,
  ): Promise<Journey | undefined> => {
    const open = async (db: Database['kysely']) => {
      const row = await insert(db)
      return row && readJourney(sealer, { ...row, facts: [] })
    }
    if (facts.length === 0) return open(database.kysely)
    return database.transaction(async (tx) => {
      const opened = await open(tx)
      return opened && appendFacts(tx, opened, facts, now)
    })
  }
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
      const journey = await withFacts(opening, now, (db) =>
        db
          .insertInto('journey')
          .values(rowOf(opening, now))
          // Opened twice at once (a double click, a prefetch): the other one's journey is this one's too.
          .onConflict((conflict) =>
            conflict.columns(['session_hash', 'endpoint']).where('finished_at', 'is', null).doNothing(),
          )
          .returningAll()
          .executeTakeFirst(),
      )
      const found = journey ?? (await this.newest(opening.sessionHash))
      if (!found) throw new Error('journey vanished while it was opened')
      return found
    },

    async openFirst(opening, browserHash, now) {
      return withFacts(opening, now, async (db) => {
        const row = Object.entries(rowOf(opening, now))
        const { rows } = await sql<Row<'journey'>>`
          with bound as (
            update widget_session set browser_hashes = array[${browserHash}::bytea]
            where id_hash = ${opening.sessionHash} and cardinality(browser_hashes) = 0 returning id_hash)
          insert into journey (${sql.join(row.map(([column]) => sql.ref(column)))})
          select ${sql.join(row.map(([, value]) => value))} from bound returning *`.execute(db)
        return rows[0]
      })
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
