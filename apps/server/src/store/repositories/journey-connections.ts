import { type AccountType, accountTypes } from '@raccord/contract'
import type { ManagedConnection, OpenedConnection, StoredChannel } from '../../journey/connection-views.ts'
import { nextReading, quotaOf, readingsOf } from '../../sync/quota.ts'
import type { Database } from '../database.ts'
import { readConnectionOverview } from './journey-reads.ts'
import type { ChannelView, ReadModel } from './read-model.ts'

/** A connection of this user, for a link that is about one; without an id the only one he has. */
export async function openConnection(
  readModel: ReadModel,
  userId: number,
  connectionId: string | undefined,
): Promise<OpenedConnection | undefined> {
  const found = await readModel.connections(userId, connectionId === undefined ? undefined : Number(connectionId))
  const [connection] = found
  if (!connection || found.length > 1) return undefined
  const channels = connection.channels
    .filter((channel) => channel.status !== 'EMPTY')
    .map((channel) => ({
      definitionId: channel.definition_id,
      status: channel.status,
      reads: typesOf(channel),
      keepsCredentials: channel.has_credentials,
    }))
  return { id: connection.id, providerId: connection.provider_id, channels }
}

export async function readManagedConnection(
  database: Database,
  readModel: ReadModel,
  userId: number,
  connectionId: number,
): Promise<ManagedConnection> {
  const now = database.clock.now()
  const [connection] = await readModel.connections(userId, connectionId)
  const overview = await readConnectionOverview(database, connectionId)
  const counted = await database.kysely
    .selectFrom('transaction')
    .innerJoin('account', 'account.id', 'transaction.account_id')
    .where('account.connection_id', '=', connectionId)
    .select((eb) => eb.fn.countAll<number>().as('transactions'))
    .executeTakeFirst()
  return {
    ...overview,
    transactions: Number(counted?.transactions ?? 0),
    channels: connection?.channels.map((channel) => storedChannel(channel, now)) ?? [],
  }
}

function storedChannel(channel: ChannelView, now: Date): StoredChannel {
  const known = readingsOf(channel, now)
  const quota = quotaOf(known)
  const nextSyncAt = nextReading(channel.next_sync_at ?? undefined, known, now)
  return {
    definitionId: channel.definition_id,
    mode: channel.definition_id.endsWith('00') ? 'EMBEDDED' : 'REDIRECT',
    accountTypes: typesOf(channel),
    status: channel.status,
    until: channel.consent_until ?? undefined,
    ...(channel.sca_at ? { grantedAt: channel.sca_at } : {}),
    ...(channel.last_success_at ? { lastSuccessAt: channel.last_success_at } : {}),
    ...(nextSyncAt ? { nextSyncAt } : {}),
    ...(quota
      ? {
          quota: {
            limit: quota.limit,
            used: quota.used,
            ...(quota.resetsAt ? { resetsAt: Math.floor(quota.resetsAt.getTime() / 1000) } : {}),
          },
        }
      : {}),
  }
}

function typesOf(channel: ChannelView): AccountType[] {
  return channel.account_types.flatMap((name) => accountTypes.find((type) => type === name) ?? [])
}
