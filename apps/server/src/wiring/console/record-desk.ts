import type { Desk } from '@raccord/console'
import type { DeprecatedUseStore } from '../../deprecation/deprecated-uses.ts'
import { usageReport } from '../../deprecation/usage-report.ts'
import type { Database } from '../../store/database.ts'
import { createClientStore } from '../../store/repositories/client-store.ts'
import { pageOfActions } from '../../store/repositories/operator-actions.ts'

/** More than a page, so that it can say that there are older ones. */
const most = 101

export function recordDesk(
  database: Database,
  uses: Pick<DeprecatedUseStore, 'list'>,
  quietDays: number,
): Pick<Desk, 'audit' | 'migration'> {
  return {
    async audit(before) {
      const rows = await pageOfActions(database, most, before)
      return rows.map(({ detail, ...row }) => ({
        ...row,
        detail: Object.entries(detail).map(([name, value]) => [name, String(value)] as const),
      }))
    },

    async migration() {
      const days = Map.groupBy(await uses.list(), ({ clientId }) => clientId)
      const now = database.clock.now()
      const clients = (await createClientStore(database).list()).map(({ id, name }) => {
        const { status, lastAt, doneAt, daily, uses: used } = usageReport(days.get(id) ?? [], now, quietDays)
        return {
          ...{ id, name, status, daily: daily.map(({ count }) => count) },
          lastAt,
          doneAt,
          uses: used.map((thing) => ({
            ...{ kind: thing.kind, name: thing.name, count: thing.recentCount, lastAt: thing.lastAt },
          })),
        }
      })
      const order = { in_use: 0, done: 1, never_used: 2 }
      return { quietDays, clients: clients.sort((a, b) => order[a.status] - order[b.status]) }
    },
  }
}
