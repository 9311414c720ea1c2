import type { ProfessionalAccount, ProfessionalAccounts } from '../../users/professional-account.ts'
import { VaultError } from '../../vault-error.ts'
import type { Database } from '../database.ts'
import { sealedColumns } from '../sealed/sealed-columns.ts'
import { openJson, type Sealer, sealJson } from './sealed-json.ts'

const owner = (user_id: number) => sealedColumns.professional_account.owner({ user_id })

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
      try {
        return row && openJson<ProfessionalAccount>(sealer, row.sealed, owner(userId))
      } catch (error) {
        // Whose key is gone is asked for again; what was put here from elsewhere is a fault.
        if (error instanceof VaultError && error.reason === 'unknown_key') return undefined
        throw error
      }
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
