import { setImmediate as nextTurn } from 'node:timers/promises'
import type { PGlite } from '@electric-sql/pglite'
import type { EmbeddedJobDatabase } from '../job-connection.ts'
import type { SessionLock } from '../session-lock.ts'
import type { TransactionScope } from '../transaction-scope.ts'
import type { DiskReserve } from './disk-reserve.ts'

/**
 * pg-boss on the embedded database.
 *
 * Not its own `fromPglite`: that one sends statements straight to PGlite, so that they would join whichever transaction
 * of ours is open, and answers an error with a ROLLBACK that would end it.
 */
export function embeddedJobDatabase(
  pglite: PGlite,
  lock: SessionLock,
  scope: TransactionScope,
  reserve: DiskReserve,
): EmbeddedJobDatabase {
  return {
    async executeSql(text, values = []) {
      // `send` inside a transaction without the transaction's own connection comes by here, and would deadlock.
      scope.refuseInside()
      return lock.run(async () => {
        try {
          await reserve.settle(pglite)
          if (values.length > 0) return await pglite.query<Record<string, unknown>>(text, values)
          // Scripts hold their own BEGIN … COMMIT with a RETURNING in the middle: the rows of all statements count.
          return { rows: (await pglite.exec(text)).flatMap((result) => result.rows) }
        } catch (error) {
          // On a pool a connection with a failed BEGIN block would be thrown away.
          await pglite.exec('rollback').catch(() => {})
          throw error
        } finally {
          await nextTurn()
        }
      })
    },

    async listen(channel, onNotification, onReconnect) {
      scope.refuseInside()
      // Notifications are delivered by the statement that commits them, so in the context of that transaction.
      const unlisten = await lock.run(() => pglite.listen(channel, scope.outside(onNotification)))
      onReconnect()
      return { close: () => lock.run(() => unlisten()) }
    },
  }
}
