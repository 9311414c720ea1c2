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
      const all = used.map((channel) => channel.definitionId)
      const at = now()
      // With the person there the bank counts nothing.
      const full = psu ? new Map<string, Date>() : await unit.schedule.postpone(connectionId, at)
      const definitionIds = all.filter((id) => !full.has(id))
      if (definitionIds.length === 0)
        return { postponed: [...full.values()].toSorted((a, b) => Number(a) - Number(b))[0] ?? at }
      await requestSync(unit.sync, {
        connectionId,
        definitionIds,
        kind,
        requestedBy: 'api',
        at,
        ...(psu ? { psu } : {}),
      })
      return 'started'
    })
}
