import { type Kysely, sql } from 'kysely'
import type { Schema } from '../schema.ts'

/**
 * Takes a client away where it has no people, and everything that is the client's own with it. With people it stays: their consents
 * have to be ended at banks first.
 *
 * @returns how many people it has, and was removed where there are none; `undefined` where there is no such client
 */
export async function removeClient(db: Kysely<Schema>, id: string): Promise<{ readonly people: number } | undefined> {
  // Nobody signs up with it meanwhile: a new user's reference waits for this lock.
  const client = await db.selectFrom('client').select('id').where('id', '=', id).forUpdate().executeTakeFirst()
  if (client === undefined) return undefined
  const { people } = await db
    .selectFrom('app_user')
    .select(sql<number>`count(*)::int`.as('people'))
    .where('client_id', '=', id)
    .executeTakeFirstOrThrow()
  if (people === 0) await db.deleteFrom('client').where('id', '=', id).execute()
  return { people }
}
