import { sql } from 'kysely'
import type { ConnectionStore } from '../../connections/connection-store.ts'
import type { Tx } from '../database.ts'
import { columnsOfBooks } from './books-columns.ts'

type AccountRemoval = Pick<ConnectionStore, 'findAccount' | 'stopSharing' | 'eraseAccount' | 'sharedAccounts' | 'share'>

/** What people do to accounts: delete them, choose which are shared. */
export function accountRemoval(tx: Tx): AccountRemoval {
  /** Also the history mark: shared again one day, the account is read from its beginning. */
  async function erase(ids: readonly number[], status: 'DELETED' | 'PENDING_CONSENT'): Promise<void> {
    if (ids.length === 0) return
    await tx.deleteFrom('transaction').where('account_id', 'in', ids).execute()
    await tx.deleteFrom('raw_page').where('account_id', 'in', ids).execute()
    await tx
      .updateTable('account')
      .set({
        shared: false,
        status,
        ...{ history_at: null, history_from: null, history_gap: null, read_until: null },
        ...columnsOfBooks(undefined),
        // Offered again, an account is shown with its balance; a deleted one keeps only what recognises it.
        ...(status === 'DELETED'
          ? {
              balance_minor: null,
              balance_at: null,
              balances: '[]',
              details: '{}',
              owner_name: null,
              sealed_raw: null,
            }
          : {}),
      })
      .where('id', 'in', ids)
      .execute()
  }

  return {
    findAccount: (userId, accountId) =>
      tx
        .selectFrom('account')
        .select(['connection_id as connectionId', 'definition_id as definitionId'])
        .where('id', '=', accountId)
        .where('user_id', '=', userId)
        .where('shared', '=', true)
        .executeTakeFirst(),

    async stopSharing(accountId) {
      await tx.updateTable('account').set({ shared: false }).where('id', '=', accountId).execute()
    },

    eraseAccount: (accountId) => erase([accountId], 'DELETED'),

    async sharedAccounts(connectionId, definitionId) {
      const { count } = await tx
        .selectFrom('account')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where('connection_id', '=', connectionId)
        .where('definition_id', '=', definitionId)
        .where('shared', '=', true)
        .executeTakeFirstOrThrow()
      return count
    },

    async share(connectionId, accountIds) {
      const wanted = sql<boolean>`id = any(${accountIds as number[]}::int8[])`
      const changed = ['id as accountId', 'definition_id as definitionId'] as const
      const added = await tx
        .updateTable('account')
        .set({ shared: true, status: 'ACTIVE' })
        .where('connection_id', '=', connectionId)
        .where('shared', '=', false)
        .where(wanted)
        .returning(changed)
        .execute()
      const dropped = await tx
        .selectFrom('account')
        .select(changed)
        .where('connection_id', '=', connectionId)
        .where('shared', '=', true)
        .where(sql<boolean>`not ${wanted}`)
        .execute()
      await erase(
        dropped.map((row) => row.accountId),
        'PENDING_CONSENT',
      )
      const { count } = await tx
        .selectFrom('account')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where('connection_id', '=', connectionId)
        .where('shared', '=', true)
        .executeTakeFirstOrThrow()
      return { count, added, dropped }
    },
  }
}
