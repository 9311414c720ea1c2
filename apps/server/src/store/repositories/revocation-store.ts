import type { ConnectorState } from '@raccord/connector-kit'
import type { RevocationStore } from '../../connections/revocation-store.ts'
import type { Tx } from '../database.ts'
import { sealedColumns } from '../sealed/sealed-columns.ts'
import { openJsonIfReadable, type Sealer, sealJson } from './sealed-json.ts'

const aad = (id: number): string => sealedColumns.revocation.owner({ id })

export function revocationStore(
  tx: Tx,
  vault: Sealer,
  enqueue: (tx: Tx, revocationId: number, runAt?: Date) => Promise<void>,
): RevocationStore {
  return {
    async add({ providerId, definitionId, state, erasureId = null }, at, runAt) {
      const { id } = await tx
        .insertInto('revocation')
        .values({
          ...{ provider_id: providerId, definition_id: definitionId, erasure_id: erasureId },
          ...{ sealed_state: null, created_at: at },
        })
        .returning('id')
        .executeTakeFirstOrThrow()
      await tx
        .updateTable('revocation')
        .set({ sealed_state: sealJson(vault, state, aad(id)) })
        .where('id', '=', id)
        .execute()
      await enqueue(tx, id, runAt)
      return id
    },

    async get(id) {
      const row = await tx
        .selectFrom('revocation')
        .selectAll()
        .where('id', '=', id)
        .where('done_at', 'is', null)
        .executeTakeFirst()
      if (!row?.sealed_state) return undefined
      const state = openJsonIfReadable<ConnectorState>(vault, row.sealed_state, aad(id))
      return {
        id,
        providerId: row.provider_id,
        definitionId: row.definition_id,
        attempts: row.attempts,
        ...(state ? { state } : {}),
      }
    },

    async done(id, at, failure) {
      await tx
        .updateTable('revocation')
        .set({ done_at: at, sealed_state: null, failure: failure ?? null })
        .where('id', '=', id)
        .execute()
    },

    async attempted(id, failure) {
      await tx
        .updateTable('revocation')
        .set((eb) => ({ attempts: eb('attempts', '+', 1), failure }))
        .where('id', '=', id)
        .execute()
    },
  }
}
