import { sql } from 'kysely'
import type { ChainedConsent, ConsentRecord, ConsentStore } from '../../consent/consent-store.ts'
import type { Tx } from '../database.ts'
import type { Row } from '../schema.ts'
import { consentHeads, type HeadKeys, headsSaved } from './consent-heads.ts'

/** @param keys of the vault; without them chains can be walked, and not added to */
export function consentStore(tx: Tx, keys?: HeadKeys): ConsentStore {
  return {
    ...consentHeads(tx, keys),

    async add(record, { id, chain, position, previousHash, hash }, heads) {
      await sql`
        with heads as (${headsSaved(tx, keys, heads)})
        insert into consent_record (id, client_id, user_id, connection_id, journey_id, provider_id, definition_ids, action,
          locale, shown, scope, at, origin, previous_hash, hash, chain, position)
        overriding system value
        values (${id}, ${record.clientId}, ${record.userId}, ${record.connectionId ?? null}, ${record.journeyId ?? null},
          ${record.providerId}, ${record.definitionIds as string[]}, ${record.action}, ${record.locale},
          ${JSON.stringify(record.shown)}, ${JSON.stringify(record.scope)}, ${record.at}, ${record.origin}, ${previousHash},
          ${hash}, ${chain}, ${position})`.execute(tx)
    },

    async records(name, after, limit) {
      const query = tx.selectFrom('consent_record').selectAll().limit(limit)
      const rows = await (name === ''
        ? query.where('chain', 'is', null).where('id', '>', after).orderBy('id')
        : query.where('chain', '=', name).where('position', '>', after).orderBy('position')
      ).execute()
      return rows.map(toRecord)
    },

    async headless() {
      const row = await tx
        .selectFrom('consent_record')
        .leftJoin('consent_chain', 'consent_chain.name', 'consent_record.chain')
        .select(['consent_record.id', 'consent_record.chain as name'])
        .where('consent_record.chain', 'is not', null)
        .where('consent_chain.name', 'is', null)
        .orderBy('consent_record.id')
        .limit(1)
        .executeTakeFirst()
      return row && { id: row.id, name: row.name ?? '' }
    },

    async isEarlierHash(hash, beforeId) {
      const { rows } = await sql`
        select 1 from consent_record where hash = ${hash} and id < ${beforeId} order by id desc limit 1`.execute(tx)
      return rows.length > 0
    },
  }
}

export function toRecord(row: Row<'consent_record'>): ChainedConsent {
  return {
    id: row.id,
    clientId: row.client_id,
    userId: row.user_id,
    connectionId: row.connection_id ?? undefined,
    journeyId: row.journey_id ?? undefined,
    position: row.position ?? undefined,
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
  }
}
