import type { Database } from '../database.ts'
import { sealedColumns } from '../sealed/sealed-columns.ts'
import type { Vault } from '../vault/vault.ts'
import { recordActions } from './operator-actions.ts'

/** What was set up on a page, by name, sealed: with it a backup holds all that reading goes on with. */
export interface WayInStore {
  read(name: string): Promise<unknown>
  /** `undefined` takes it out. What was done stands in the operator's record. */
  write(name: string, value: unknown, at: Date): Promise<void>
}

export function createWayInStore(database: Database, vault: Vault): WayInStore {
  const { columns, owner } = sealedColumns.way_in
  const box = vault.for(columns.sealed)
  return {
    async read(name) {
      const row = await database.kysely
        .selectFrom('way_in')
        .select('sealed')
        .where('name', '=', name)
        .executeTakeFirst()
      return row && JSON.parse(box.open(row.sealed, owner({ name })).toString('utf8'))
    },

    write: (name, value, at) =>
      database.transaction(async (tx) => {
        await recordActions(tx, 'server', [{ action: 'way_in.changed', subject: name }], at)
        if (value === undefined) {
          await tx.deleteFrom('way_in').where('name', '=', name).execute()
          return
        }
        const sealed = box.seal(JSON.stringify(value), owner({ name }))
        await tx
          .insertInto('way_in')
          .values({ name, sealed })
          .onConflict((oc) => oc.column('name').doUpdateSet({ sealed }))
          .execute()
      }),
  }
}
