import { type RawBuilder, sql } from 'kysely'
import { dayOf } from '../../transactions/day.ts'
import type { Database } from '../database.ts'

export interface ListedChannel {
  readonly connectionId: number
  readonly providerId: string
  readonly clientId: string
  readonly status: string
  readonly failure: string | null
  /** What the list is ordered by. */
  readonly at: Date
}

interface List {
  readonly at: RawBuilder<Date>
  readonly where: (now: Date) => RawBuilder<boolean>
  readonly order: RawBuilder<unknown>
}

const day = (now: Date) => sql`${dayOf(now)}::date`

const lists = {
  late: {
    at: sql`next_sync_at`,
    where: (now) => sql`next_sync_at is not null and next_sync_at < ${now}::timestamptz - interval '1 hour'`,
    order: sql`next_sync_at`,
  },
  limited: {
    at: sql`limited_until`,
    where: (now) => sql`limited_until is not null and limited_until > ${now}::timestamptz`,
    order: sql`limited_until`,
  },
  ending: {
    at: sql`consent_until::timestamp at time zone 'UTC'`,
    where: (now) =>
      sql`consent_until is not null and sealed_state is not null and consent_until between ${day(now)} and ${day(now)} + 30`,
    order: sql`consent_until`,
  },
  failing: {
    at: sql`last_end_at`,
    where: () => sql`failure is not null and last_end_at is not null`,
    order: sql`last_end_at desc`,
  },
} as const satisfies Record<string, List>

export type ChannelList = keyof typeof lists

/** The first of each list, in its order, by its own partial index (0001, 0026, 0120): never more than a page of rows is read. */
export async function listChannels(
  { kysely, clock }: Pick<Database, 'kysely' | 'clock'>,
  which: ChannelList,
  limit: number,
): Promise<ListedChannel[]> {
  const { at, where, order }: List = lists[which]
  const { rows } = await sql<ListedChannel>`
    select connection.id as "connectionId", connection.provider_id as "providerId", app_user.client_id as "clientId",
      first.status, first.failure, first.at
    from (
      select row_number() over (order by ${order}) as place, connection_id, status, failure, ${at} as at
      from channel where ${where(clock.now())} order by ${order} limit ${limit}
    ) as first
    join connection on connection.id = first.connection_id
    join app_user on app_user.id = connection.user_id
    order by first.place`.execute(kysely)
  return rows
}
