import type { FaceSession, FaceSessionStore } from '../../faces/face-session.ts'
import type { Database } from '../database.ts'
import type { Row } from '../schema.ts'

/** One for each bank, and some that were begun and left. */
const most = 100

export function createFaceSessionStore({ kysely: db }: Pick<Database, 'kysely'>): FaceSessionStore {
  return {
    async add({ id, tokenId, bank, country, redirectUrl, state, createdAt, validUntil }) {
      const kept = db
        .selectFrom('face_session')
        .select('id')
        .where('token_id', '=', tokenId)
        .orderBy('created_at', 'desc')
        .limit(most - 1)
      await db.deleteFrom('face_session').where('token_id', '=', tokenId).where('id', 'not in', kept).execute()
      await db
        .insertInto('face_session')
        .values({
          ...{ id, token_id: tokenId, bank, country, redirect_url: redirectUrl, state },
          ...{ created_at: createdAt, valid_until: validUntil },
        })
        .execute()
    },

    async giveCode(id, codeHash, until) {
      const row = await db
        .updateTable('face_session')
        .set({ code_hash: codeHash, code_until: until })
        .where('id', '=', id)
        .where('authorised_at', 'is', null)
        .returningAll()
        .executeTakeFirst()
      return row && toSession(row)
    },

    async useCode(tokenId, codeHash, now) {
      const row = await db
        .updateTable('face_session')
        .set({ authorised_at: now })
        .where('token_id', '=', tokenId)
        .where('code_hash', '=', codeHash)
        .where('authorised_at', 'is', null)
        .where('code_until', '>', now)
        .returningAll()
        .executeTakeFirst()
      if (row) return toSession(row)
      const used = await db
        .selectFrom('face_session')
        .select('id')
        .where('token_id', '=', tokenId)
        .where('code_hash', '=', codeHash)
        .where('authorised_at', 'is not', null)
        .executeTakeFirst()
      return used && 'again'
    },

    async find(tokenId, id) {
      const row = await db
        .selectFrom('face_session')
        .selectAll()
        .where('token_id', '=', tokenId)
        .where('id', '=', id)
        .executeTakeFirst()
      return row && toSession(row)
    },

    async list(tokenId) {
      const rows = await db.selectFrom('face_session').selectAll().where('token_id', '=', tokenId).execute()
      return rows.map(toSession)
    },

    async remove(tokenId, id) {
      await db.deleteFrom('face_session').where('token_id', '=', tokenId).where('id', '=', id).execute()
    },
  }
}

function toSession(row: Row<'face_session'>): FaceSession {
  return {
    ...{ id: row.id, tokenId: row.token_id, bank: row.bank, country: row.country, state: row.state },
    ...{ redirectUrl: row.redirect_url, createdAt: row.created_at, validUntil: row.valid_until },
    authorisedAt: row.authorised_at ?? undefined,
  }
}
