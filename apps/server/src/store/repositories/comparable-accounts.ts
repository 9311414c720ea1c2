import type { AccountStatus } from '../../accounts/account-store.ts'
import type { ComparableAccount } from '../../journey/comparison.ts'
import type { Database } from '../database.ts'

/** Accounts of a user at one bank, of all his connections. */
export async function readComparableAccounts(
  db: Database['kysely'],
  userId: number,
  providerId: string,
): Promise<ComparableAccount[]> {
  const rows = await db
    .selectFrom('account')
    .innerJoin('connection', 'connection.id', 'account.connection_id')
    .where('account.user_id', '=', userId)
    .where('connection.provider_id', '=', providerId)
    .select([
      'account.id',
      'account.connection_id as connectionId',
      'account.identity_key as identityKey',
      'account.definition_id as definitionId',
      'account.bank_id as bankId',
      'account.resource',
      'account.name',
      'account.number',
      'account.iban',
      'account.currency',
      'account.type',
      'account.status',
      'account.shared',
    ])
    .orderBy('account.id')
    .execute()
  return rows.map(({ iban, status, ...row }) => ({
    ...row,
    status: status as AccountStatus,
    ...(iban ? { iban } : {}),
  }))
}
