import type { ProfessionalAccount, ProfessionalAccounts } from '../../users/professional-account.ts'
import type { Database } from '../database.ts'
import { openJson, type Sealer, sealJson } from './sealed-json.ts'

const owner = (userId: number) => `professional:${userId}`

export function createProfessionalAccountStore(
  database: Pick<Database, 'kysely'>,
  sealer: Sealer,
): ProfessionalAccounts {
  const db = database.kysely
  return {
    async find(userId) {
      const row = await db
        .selectFrom('professional_account')
        .select('sealed')
        .where('user_id', '=', userId)
        .executeTakeFirst()
      return row && openJson<ProfessionalAccount>(sealer, row.sealed, owner(userId))
    },

    async put(userId, account, at) {
      const values = { sealed: sealJson(sealer, account, owner(userId)), updated_at: at }
      await db
        .insertInto('professional_account')
        .values({ user_id: userId, ...values })
        .onConflict((conflict) => conflict.column('user_id').doUpdateSet(values))
        .execute()
    },
  }
}
