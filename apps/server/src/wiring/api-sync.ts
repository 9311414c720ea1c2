import type { SyncOrder, SyncOrderAnswer } from '../http/api/api-deps.ts'
import type { Database, Tx } from '../store/database.ts'
import type { BankUnit } from '../store/repositories/bank-unit.ts'
import { requestSync } from '../sync/request-sync.ts'

/** `POST /connections/{id}/sync`: every channel in use, also one whose permission no longer opens (the run says so), unless a run is under way already. */
export function createApiSync(
  database: Database,
  units: (tx: Tx) => BankUnit,
  now: () => Date,
): (order: SyncOrder) => Promise<SyncOrderAnswer> {
  return ({ userId, connectionId, kind, psu }) =>
    database.transaction(async (tx) => {
      const unit = units(tx)
      if (!(await unit.connections.lock(userId, connectionId))) return 'not_found'
      if (await unit.sync.openRun(connectionId)) return 'running'
      // One whose state no longer opens is asked for, too: its run says so, and what to do.
      const used = (await unit.connections.channels(connectionId)).filter(
        (channel) => channel.state || channel.unreadable,
      )
      if (used.length === 0) return 'nothing_to_read'
      await requestSync(unit.sync, {
        connectionId,
        definitionIds: used.map((channel) => channel.definitionId),
        kind,
        requestedBy: 'api',
        at: now(),
        ...(psu ? { psu } : {}),
      })
      return 'started'
    })
}
