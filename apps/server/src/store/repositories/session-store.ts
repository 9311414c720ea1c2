import { type Selectable, sql } from 'kysely'
import type { SessionStore, WidgetSession } from '../../journey/session.ts'
import type { Database } from '../database.ts'
import type { WidgetSessionTable } from '../journey-tables.ts'
import { factsOfJourney, type JourneyRow, readJourney, type Sealer, sha256 } from './journey-rows.ts'

/** The write that renews a session is saved on visits this close to the one before; never so long that it could run out between. */
const spared = (idleMinutes: number) => Math.min(60_000, idleMinutes * 30_000)
/** A link that is opened again and again says nothing new. */
const MOST_REFUSALS = 20

/** Widget sessions: 30 minutes idle by default, renewed by each visit at most once a minute (a write a page is enough). */
export function createSessionStore(database: Database, sealer: Sealer, idleMinutes: number): SessionStore {
  const sparedMs = spared(idleMinutes)
  return {
    idleSeconds: idleMinutes * 60 - sparedMs / 1000,
    async open(id, now) {
      const hash = sha256(id)
      const row = await database.kysely
        .selectFrom('widget_session')
        .leftJoinLateral(
          (eb) =>
            eb
              .selectFrom('journey')
              .selectAll('journey')
              .select(factsOfJourney)
              .whereRef('session_hash', '=', 'widget_session.id_hash')
              .orderBy('id', 'desc')
              .limit(1)
              .as('newest'),
          (join) => join.onTrue(),
        )
        .selectAll('newest')
        .select(['id_hash', 'browser_hashes', 'defaults', 'seen_at'])
        .select(['widget_session.client_id as session_client_id', 'widget_session.user_id as session_user_id'])
        .where('id_hash', '=', hash)
        .where('expires_at', '>', now)
        .executeTakeFirst()
      if (!row) return undefined
      if (now.getTime() - row.seen_at.getTime() > sparedMs) {
        await database.kysely
          .updateTable('widget_session')
          .set({ seen_at: now, expires_at: new Date(now.getTime() + idleMinutes * 60_000) })
          .where('id_hash', '=', hash)
          .execute()
      }
      return {
        ...sessionOf({ ...row, client_id: row.session_client_id, user_id: row.session_user_id }),
        // Joined: all of its columns, or none.
        newest: row.id === null ? undefined : readJourney(sealer, row as JourneyRow),
      }
    },

    async ended(id) {
      const row = await database.kysely
        .selectFrom('widget_session')
        .selectAll()
        .where('id_hash', '=', sha256(id))
        .executeTakeFirst()
      return row && sessionOf(row)
    },

    async bind(idHash, browserHash) {
      const bound = await database.kysely
        .updateTable('widget_session')
        .set({ browser_hashes: [browserHash] })
        .where('id_hash', '=', idHash)
        .where(sql<boolean>`cardinality(browser_hashes) = 0`)
        .returning('id_hash')
        .executeTakeFirst()
      return bound !== undefined
    },

    async rebind(idHash, browserHash) {
      await database.kysely
        .updateTable('widget_session')
        .set({ browser_hashes: [browserHash] })
        .where('id_hash', '=', idHash)
        .execute()
    },

    async noteRefusal(idHash, { at, ...refused }) {
      const entry = JSON.stringify([{ at: at.toISOString(), ...refused }])
      await database.kysely
        .updateTable('widget_session')
        .set({ refusals: sql`refusals || ${entry}::jsonb` })
        .where('id_hash', '=', idHash)
        .where(sql<boolean>`jsonb_array_length(refusals) < ${MOST_REFUSALS}`)
        .execute()
    },
  }
}

type SessionRow = Pick<
  Selectable<WidgetSessionTable>,
  'id_hash' | 'client_id' | 'user_id' | 'browser_hashes' | 'defaults'
>

function sessionOf(row: SessionRow): WidgetSession {
  return {
    idHash: row.id_hash,
    clientId: row.client_id,
    userId: row.user_id,
    browserHashes: row.browser_hashes,
    ...(row.defaults ? { defaults: row.defaults } : {}),
  }
}
