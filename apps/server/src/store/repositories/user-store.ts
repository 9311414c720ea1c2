import type { Profile, User, UserStore } from '../../users/user.ts'
import type { Database } from '../database.ts'
import type { Row } from '../schema.ts'

export function createUserStore(database: Pick<Database, 'kysely'>): UserStore {
  const db = database.kysely
  return {
    async find(clientId, id) {
      const row = await db
        .selectFrom('app_user')
        .selectAll()
        .where('id', '=', id)
        .where('client_id', '=', clientId)
        .executeTakeFirst()
      return row && toUser(row)
    },
    async findByEmail(clientId, email) {
      const row = await db
        .selectFrom('app_user')
        .selectAll()
        .where('client_id', '=', clientId)
        .where('email', '=', email)
        .executeTakeFirst()
      return row && toUser(row)
    },
    async add(user) {
      // `do nothing` instead of catching the violation: on PGlite and PostgreSQL alike nothing is logged and nothing rolled back.
      const row = await db
        .insertInto('app_user')
        .values({
          client_id: user.clientId,
          email: user.email,
          password_hash: user.passwordHash,
          profile: JSON.stringify({}),
          created_at: user.createdAt,
        })
        .onConflict((conflict) => conflict.columns(['client_id', 'email']).doNothing())
        .returningAll()
        .executeTakeFirst()
      return row && toUser(row)
    },
    async setProfile(id, profile) {
      await db
        .updateTable('app_user')
        .set({ profile: JSON.stringify(profile) })
        .where('id', '=', id)
        .execute()
    },
  }
}

function toUser(row: Row<'app_user'>): User {
  return {
    id: row.id,
    clientId: row.client_id,
    email: row.email,
    passwordHash: row.password_hash,
    // Written by `setProfile` only, from a validated change.
    profile: (row.profile ?? {}) as Profile,
    createdAt: row.created_at,
  }
}
