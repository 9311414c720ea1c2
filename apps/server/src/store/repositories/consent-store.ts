import { sql } from 'kysely'
import type { ConsentRecord, ConsentStore } from '../../consent/consent-store.ts'
import type { Tx } from '../database.ts'

/** Names the chain among advisory locks; any number no other lock of ours uses. */
const chainLock = 7_202_611

export function consentStore(tx: Tx): ConsentStore {
  return {
    async lockChain() {
      await sql`select pg_advisory_xact_lock(${chainLock})`.execute(tx)
    },

    async head() {
      const row = await tx.selectFrom('consent_record').select('hash').orderBy('id', 'desc').limit(1).executeTakeFirst()
      return row?.hash
    },

    async insert(record, previousHash, hash) {
      const { id } = await tx
        .insertInto('consent_record')
        .values({
          client_id: record.clientId,
          user_id: record.userId,
          connection_id: record.connectionId ?? null,
          journey_id: record.journeyId ?? null,
          provider_id: record.providerId,
          definition_ids: [...record.definitionIds],
          action: record.action,
          locale: record.locale,
          shown: JSON.stringify(record.shown),
          scope: JSON.stringify(record.scope),
          at: record.at,
          origin: record.origin,
          previous_hash: previousHash,
          hash,
        })
        .returning('id')
        .executeTakeFirstOrThrow()
      return id
    },

    async after(id, limit) {
      const rows = await tx
        .selectFrom('consent_record')
        .selectAll()
        .where('id', '>', id)
        .orderBy('id')
        .limit(limit)
        .execute()
      return rows.map((row) => ({
        id: row.id,
        clientId: row.client_id,
        userId: row.user_id,
        ...(row.connection_id === null ? {} : { connectionId: row.connection_id }),
        ...(row.journey_id === null ? {} : { journeyId: row.journey_id }),
        providerId: row.provider_id,
        definitionIds: row.definition_ids,
        action: row.action,
        locale: row.locale,
        shown: row.shown as ConsentRecord['shown'],
        scope: row.scope as ConsentRecord['scope'],
        at: row.at,
        origin: row.origin,
        previousHash: row.previous_hash,
        hash: row.hash,
      }))
    },
  }
}
