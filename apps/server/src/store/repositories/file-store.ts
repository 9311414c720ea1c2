import type { FileStore } from '../../files/file-store.ts'
import { instantOf } from '../../transactions/day.ts'
import type { Tx } from '../database.ts'

export function fileStore(tx: Tx): FileStore {
  return {
    async ownerOf(connectionId) {
      const row = await tx.selectFrom('connection').select('user_id').where('id', '=', connectionId).executeTakeFirst()
      return row?.user_id
    },

    async columns(connectionId) {
      const rows = await tx
        .selectFrom('file_columns')
        .select(['shape', 'columns'])
        .where('connection_id', '=', connectionId)
        .execute()
      return new Map(rows.map(({ shape, columns }) => [shape, columns]))
    },

    async remember(connectionId, shape, columns) {
      const json = JSON.stringify(columns)
      await tx
        .insertInto('file_columns')
        .values({ connection_id: connectionId, shape, columns: json })
        .onConflict((oc) => oc.columns(['connection_id', 'shape']).doUpdateSet({ columns: json }))
        .execute()
    },

    async keepBalance(accountId, { amount }, all, day) {
      const at = instantOf(day)
      await tx
        .updateTable('account')
        .set({ balance_minor: amount.minor, balance_at: at, balances: JSON.stringify(all) })
        .where('id', '=', accountId)
        .where((eb) => eb.or([eb('balance_at', 'is', null), eb('balance_at', '<=', at)]))
        .execute()
    },

    async ended({ id, definitionId }, unread, at) {
      const status = Object.keys(unread).length === 0 ? 'SUCCESS' : 'PARTIAL_SUCCESS'
      await tx
        .updateTable('channel')
        .set({ status, failure: null, last_success_at: at, last_end_at: at, unread: JSON.stringify(unread) })
        .where('connection_id', '=', id)
        .where('definition_id', '=', definitionId)
        .execute()
      await tx.updateTable('connection').set({ status }).where('id', '=', id).execute()
    },
  }
}
