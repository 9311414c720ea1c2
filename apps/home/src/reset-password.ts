import { hashPassword } from './security/password.ts'
import { newWord } from './security/words.ts'
import type { HomeDatabase } from './store/home-tables.ts'
import { loginOf } from './store/member-store.ts'

/**
 * For whoever has the computer itself in his hands: gives a member another password, which is answered, and ends his sessions and passkeys.
 * Undefined where nobody signs in by that name.
 */
export async function resetPassword(database: HomeDatabase, login: string): Promise<string | undefined> {
  const password = newWord()
  const member = await database
    .updateTable('home_member')
    .set({ password_hash: await hashPassword(password) })
    .where('login', '=', loginOf(login))
    .returning('id')
    .executeTakeFirst()
  if (!member) return undefined
  // One that was planted on an open screen would outlive the password.
  await database.deleteFrom('home_passkey').where('member_id', '=', member.id).execute()
  await database.deleteFrom('home_session').where('member_id', '=', member.id).execute()
  return password
}
