import type { NotificationType } from '@raccord/contract'
import { sql } from 'kysely'
import type { Database } from '../store/database.ts'

/** What a developer asks to be told in the sandbox. */
export interface SandboxNews {
  readonly type: NotificationType
  readonly connectionId?: number
  readonly providerId?: string
  readonly definitionId?: string
  readonly accountId?: number
  readonly status?: string
  readonly newTransactions?: boolean
  readonly daysLeft?: number
}

/** Tells it as if it had happened: of a connection of this client, or of a bank. Nothing else changes. */
export async function fireEvent(
  database: Pick<Database, 'kysely' | 'clock'>,
  clientId: string,
  news: SandboxNews,
): Promise<'fired' | 'not_found'> {
  const { type, accountId, definitionId, daysLeft } = news
  const at = database.clock.now()
  if (type === 'provider_available') {
    const row = { seq: null, type, client_id: clientId, provider_id: news.providerId ?? '', at }
    await database.kysely.insertInto('event').values(row).execute()
    return 'fired'
  }
  // A person waits for a bank, not for a connection: it only says whose and which.
  const ofConnection = type !== 'bank_available'
  const channel =
    type === 'connection_deleted' || !ofConnection
      ? sql`null::text`
      : sql`coalesce(${definitionId}::text, channel.definition_id, connection.provider_id || '01')`
  const account = type.startsWith('account_') ? sql`coalesce(${accountId}::bigint, account.id)` : sql`null::bigint`
  const synchronised = type === 'connection_synchronised'
  const fired = await sql`
    insert into event (type, client_id, user_id, connection_id, provider_id, definition_id, account_id, connection_created_at,
      status, new_transactions, days_left, change_seq, at)
    select ${type}::text, app_user.client_id, app_user.id, ${ofConnection ? sql`connection.id` : sql`null::bigint`},
      connection.provider_id, ${channel}, ${account}, ${ofConnection ? sql`connection.created_at` : sql`null::timestamptz`}, ${news.status ?? (synchronised ? 'SUCCESS' : null)}::text,
      ${synchronised ? (news.newTransactions ?? true) : null}::boolean,
      ${type === 'consent_ending' ? (daysLeft ?? 7) : null}::integer,
      ${type === 'transactions_changed' ? 0 : null}::bigint, ${at}::timestamptz
    from connection join app_user on app_user.id = connection.user_id
    left join lateral (select definition_id from channel where connection_id = connection.id
      order by sealed_state is null, definition_id desc limit 1) as channel on true
    left join lateral (select id from account where connection_id = connection.id and shared order by id limit 1) as account on true
    where connection.id = ${news.connectionId ?? 0}::bigint and app_user.client_id = ${clientId}
      and (${account} is not null or ${type}::text not like 'account%')`.execute(database.kysely)
  return (fired.numAffectedRows ?? 0n) > 0n ? 'fired' : 'not_found'
}
