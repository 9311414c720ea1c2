import { sql } from 'kysely'
import type { News, Outbox } from '../../events/outbox.ts'
import type { Tx } from '../database.ts'

/** Rows of `event` (0050). */
export function outbox(tx: Tx): Outbox {
  return {
    async add(connectionId, news, at, changes) {
      const rows: News[] = changes
        ? [...news, { type: 'transactions_changed', definitionId: changes.definitionId }]
        : [...news]
      const since = changes?.since ?? at
      await sql`
        insert into event (type, client_id, user_id, connection_id, provider_id, definition_id, account_id, connection_created_at,
          status, new_transactions, days_left, change_seq, change_nonce, at)
        select news.type, app_user.client_id, app_user.id, connection.id, connection.provider_id, news."definitionId",
          news."accountId", connection.created_at, news.status, news."newTransactions", news."daysLeft",
          case when news.type = 'transactions_changed' then coalesce(before.seq, 0) end,
          case when news.type = 'transactions_changed' then before.nonce end, ${at}::timestamptz
        from connection
        join app_user on app_user.id = connection.user_id
        -- Numbers of the line (0043) rise with time.
        left join lateral (
          select seq, nonce from change_tick where user_id = connection.user_id and change_tick.at < ${since}::timestamptz
          order by seq desc limit 1) as before on true,
        jsonb_to_recordset(${JSON.stringify(rows.map((row, n) => ({ ...row, n })))}::jsonb) as news (n integer, type text,
          "definitionId" text, "accountId" bigint, status text, "newTransactions" boolean, "daysLeft" integer)
        where connection.id = ${connectionId}::bigint and (news.type <> 'transactions_changed'
          or coalesce(before.seq, 0) < (select last from change_line where user_id = connection.user_id))
        order by news.n`.execute(tx)
    },
  }
}
