import { sql } from 'kysely'
import type { ChangeCursor } from '../../transactions/change-cursor.ts'
import type { Database } from '../database.ts'
import type { Row } from '../schema.ts'
import { type AccountFilter, listAccounts } from './account-query.ts'
import { switchAutoSync } from './auto-sync-switch.ts'
import { listChanges, type TransactionChanges } from './change-query.ts'
import {
  type EntryPageQuery,
  type EntrySpan,
  type EntrySums,
  type EntryView,
  listEntries,
  sumEntries,
} from './entry-query.ts'
import {
  listTransactions,
  type TransactionFilter,
  type TransactionPage,
  type TransactionView,
} from './transaction-query.ts'

export type AccountView = Omit<
  Row<'account'>,
  | 'identity_key'
  | 'bank_id'
  | 'resource'
  | 'balances'
  | 'sealed_raw'
  | 'user_id'
  | 'shared'
  | 'history_gap'
  | 'read_until'
  | 'last_reading_until'
  | 'books_from'
  | 'books_opening'
  | 'books_reread'
  | 'uploaded'
> & {
  /** Ids of his accounts that are the same one at the bank. */
  readonly same_as: readonly number[]
}

export interface ChannelView
  extends Pick<
    Row<'channel'>,
    | 'definition_id'
    | 'status'
    | 'account_types'
    | 'consent_until'
    | 'frequency_per_day'
    | 'last_success_at'
    | 'last_end_at'
    | 'next_sync_at'
    | 'limited_until'
    | 'sca_at'
    | 'unread'
  > {
  readonly has_credentials: boolean
  /** Accounts seen at the bank through this channel, shared or not. */
  readonly accounts: number
  /** By account and endpoint: calls without the person, milliseconds since 1970, and how many a day the bank was learned to take. */
  readonly calls: readonly CallsView[]
}

export interface JourneyView extends Pick<Row<'journey'>, 'reference' | 'endpoint' | 'connection_id'> {
  /** Code of the last error. */
  readonly error: string | null
}

export interface CallsView {
  readonly at: readonly number[]
  readonly learned: number | null
  readonly learned_at: number | null
}

export type ConnectionView = Row<'connection'> & { readonly channels: readonly ChannelView[] }

/** What the API shows, always of one user: somebody else's rows are not found. Never a sealed column. */
export interface ReadModel {
  connections(userId: number, id?: number): Promise<ConnectionView[]>
  accounts(userId: number, filter: AccountFilter): Promise<AccountView[]>
  transactions(userId: number, filter: TransactionFilter): Promise<TransactionPage>
  transaction(userId: number, id: number): Promise<TransactionView | undefined>
  /** Of one account, oldest first, as a statement has them. */
  entries(userId: number, query: EntryPageQuery): Promise<EntryView[]>
  entrySums(userId: number, span: EntrySpan): Promise<EntrySums>
  /** What changed since the cursor, all without one; `gone`: begin anew. */
  changes(
    userId: number,
    query: { readonly cursor?: ChangeCursor | undefined; readonly limit: number },
  ): Promise<TransactionChanges | 'gone'>
  /** False when the user has no such connection. */
  setAutoSync(userId: number, connectionId: number, autoSync: boolean, now: Date): Promise<boolean>
  /** `undefined`: its session is kept no longer. */
  journey(id: number): Promise<JourneyView | undefined>
  /** Per provider: channels read since, and how many of them ended because of the bank. */
  bankOutcomes(since: Date): Promise<readonly { provider_id: string; read: number; failed: number }[]>
}

export function createReadModel(database: Pick<Database, 'kysely' | 'transaction'>): ReadModel {
  const db = database.kysely
  return {
    async connections(userId, id) {
      const rows = await db
        .selectFrom('connection')
        .selectAll()
        .where('user_id', '=', userId)
        .$if(id !== undefined, (query) => query.where('id', '=', id ?? 0))
        .orderBy('id')
        .execute()
      if (rows.length === 0) return []
      const channels = await channelsOf(
        db,
        rows.map((row) => row.id),
      )
      return rows.map((row) => ({ ...row, channels: channels.filter((channel) => channel.connection_id === row.id) }))
    },
    accounts: (userId, filter) => listAccounts(db, userId, filter),
    transactions: (userId, filter) => listTransactions(db, userId, filter),
    async transaction(userId, id) {
      const page = await listTransactions(db, userId, { id, limit: 1 })
      return page.transactions[0]
    },
    entries: (userId, query) => listEntries(db, userId, query),
    entrySums: (userId, span) => sumEntries(db, userId, span),
    changes: (userId, query) => listChanges(db, userId, query),
    setAutoSync: (userId, connectionId, autoSync, now) =>
      switchAutoSync(database, { userId, connectionId, autoSync, now }),
    journey: (id) =>
      db
        .selectFrom('journey')
        .select([
          'reference',
          'endpoint',
          'connection_id',
          sql<string | null>`(select data ->> 'error' from journey_fact
            where journey_id = journey.id and kind = 'failed' order by seq desc limit 1)`.as('error'),
        ])
        .where('id', '=', id)
        .executeTakeFirst(),
    bankOutcomes(since) {
      const failed = sql<number>`count(*) filter (where channel.failure in ('bank_unavailable', 'bank_answer_invalid'))`
      return db
        .selectFrom('channel')
        .innerJoin('connection', 'connection.id', 'channel.connection_id')
        .where('channel.last_end_at', '>', since)
        .groupBy('connection.provider_id')
        .select((eb) => ['connection.provider_id', eb.fn.countAll<number>().as('read'), failed.as('failed')])
        .execute()
    },
  }
}

export function channelsOf(
  db: Database['kysely'],
  connectionIds: readonly number[],
): Promise<(ChannelView & { connection_id: number })[]> {
  const accounts = db
    .selectFrom('account')
    .where('account.connection_id', 'in', connectionIds)
    .groupBy(['account.connection_id', 'account.definition_id'])
    .select((eb) => ['account.connection_id', 'account.definition_id', eb.fn.countAll<number>().as('accounts')])
  return db
    .selectFrom('channel')
    .leftJoin(accounts.as('a'), (join) =>
      join
        .onRef('a.connection_id', '=', 'channel.connection_id')
        .onRef('a.definition_id', '=', 'channel.definition_id'),
    )
    .where('channel.connection_id', 'in', connectionIds)
    .orderBy('channel.definition_id')
    .select((eb) => [
      'channel.connection_id',
      'channel.definition_id',
      'channel.status',
      'channel.account_types',
      'channel.consent_until',
      'channel.frequency_per_day',
      'channel.last_success_at',
      'channel.last_end_at',
      'channel.next_sync_at',
      'channel.limited_until',
      'channel.sca_at',
      'channel.unread',
      eb('channel.sealed_credentials', 'is not', null).$castTo<boolean>().as('has_credentials'),
      sql<number>`coalesce(a.accounts, 0)`.as('accounts'),
      sql<CallsView[]>`(select coalesce(jsonb_agg(jsonb_build_object(
        'at', (select coalesce(jsonb_agg(floor(extract(epoch from one) * 1000) order by one), '[]') from unnest(calls) as one),
        'learned', learned, 'learned_at', floor(extract(epoch from learned_at) * 1000))), '[]')
        from bank_call where bank_call.connection_id = channel.connection_id and bank_call.definition_id = channel.definition_id
      )`.as('calls'),
    ])
    .execute()
}
