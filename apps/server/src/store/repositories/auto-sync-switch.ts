import { nextSync, turnOf } from '../../sync/next-sync.ts'
import type { Database } from '../database.ts'
import type { ChannelStatus } from '../schema.ts'

/** Channels in these states are read again without the person; the others wait for him. */
const readable: readonly ChannelStatus[] = ['SUCCESS', 'PARTIAL_SUCCESS', 'FAILED', 'NONE']

/**
 * Switches background refreshes of a connection. Off: no channel has a next reading any more. On: each channel that can be
 * read without the person is planned as if it had been on all the time. False when the user has no such connection.
 */
export function switchAutoSync(
  database: Pick<Database, 'transaction'>,
  order: { readonly userId: number; readonly connectionId: number; readonly autoSync: boolean; readonly now: Date },
): Promise<boolean> {
  const { connectionId, autoSync, now } = order
  return database.transaction(async (tx) => {
    // The connection first: everyone locks it before its channels.
    const changed = await tx
      .updateTable('connection')
      .set({ auto_sync: autoSync })
      .where('id', '=', connectionId)
      .where('user_id', '=', order.userId)
      .executeTakeFirst()
    if (changed.numUpdatedRows === 0n) return false
    const channels = tx.updateTable('channel').where('connection_id', '=', connectionId)
    if (!autoSync) {
      await channels.set({ next_sync_at: null }).execute()
      return true
    }
    const waiting = await tx
      .selectFrom('channel')
      .select(['definition_id', 'recurring', 'frequency_per_day', 'consent_until', 'last_end_at'])
      .where('connection_id', '=', connectionId)
      .where('next_sync_at', 'is', null)
      .where('sealed_state', 'is not', null)
      .where('status', 'in', readable)
      .execute()
    for (const channel of waiting) {
      const planned = nextSync(
        {
          autoSync,
          recurring: channel.recurring,
          frequencyPerDay: channel.frequency_per_day ?? undefined,
          consentUntil: channel.consent_until ?? undefined,
          turn: turnOf(connectionId),
          failures: 0,
        },
        channel.last_end_at ?? now,
      )
      if (planned === undefined) continue
      const next = new Date(Math.max(planned.getTime(), now.getTime()))
      await channels.set({ next_sync_at: next }).where('definition_id', '=', channel.definition_id).execute()
    }
    return true
  })
}
