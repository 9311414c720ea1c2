import { type QueryCreator, sql } from 'kysely'
import type { ChainHead, ConsentStore, FoundHead } from '../../consent/consent-store.ts'
import type { Tx } from '../database.ts'
import type { Row, Schema } from '../schema.ts'
import type { Vault } from '../vault/vault.ts'

/** That of the one chain of older releases: they wait for it as well. */
const legacyLock = 7_202_611

/** Codes of heads: what the database alone does not give. */
export type HeadKeys = Pick<Vault, 'code' | 'keyIds'>

/** Without keys, heads are read and not judged, and none can be saved. */
export function consentHeads(
  tx: Tx,
  keys: HeadKeys | undefined,
): Pick<ConsentStore, 'lockHead' | 'lockLegacy' | 'saveHead' | 'heads'> {
  const found = (row: Row<'consent_chain'>): FoundHead => {
    const head = headOf(row)
    return { ...head, authentic: keys && isAuthentic(keys, head, row) }
  }
  return {
    async lockHead(name) {
      const row = await tx
        .selectFrom('consent_chain')
        .selectAll()
        .select(sql<number>`nextval(pg_get_serial_sequence('consent_record', 'id'))`.as('next_id'))
        .where('name', '=', name)
        .forUpdate()
        .executeTakeFirst()
      return row && { ...found(row), nextId: row.next_id }
    },

    async lockLegacy() {
      await sql`select pg_advisory_xact_lock(${legacyLock})`.execute(tx)
    },

    async saveHead(head) {
      await headsSaved(tx, keys, [head]).execute()
    },

    async heads(after, limit) {
      const rows = await tx
        .selectFrom('consent_chain')
        .selectAll()
        .$if(after !== undefined, (query) => query.where('name', '>', after ?? ''))
        .orderBy('name')
        .limit(limit)
        .execute()
      return rows.map(found)
    },
  }
}

/** A write to be carried out, by itself or with another. */
export function headsSaved(db: QueryCreator<Schema>, keys: HeadKeys | undefined, heads: readonly ChainHead[]) {
  if (keys === undefined) throw new Error('A consent chain is added to with the vault’s keys')
  return db
    .insertInto('consent_chain')
    .values(heads.map((head) => columnsOf(keys, head)))
    .onConflict((conflict) =>
      conflict.column('name').doUpdateSet(({ ref }) => ({
        length: ref('excluded.length'),
        last_id: ref('excluded.last_id'),
        hash: ref('excluded.hash'),
        chains: ref('excluded.chains'),
        broken_at: ref('excluded.broken_at'),
        key_id: ref('excluded.key_id'),
        code: ref('excluded.code'),
        since: ref('excluded.since'),
      })),
    )
}

/**
 * Gives heads of older keys the code of the newest. One whose code is wrong stays as it is: it would be made good by that.
 */
export async function resealHeads(tx: Tx, keys: HeadKeys): Promise<{ heads: number; unopened: number }> {
  const [newest] = keys.keyIds
  const rows = await tx.selectFrom('consent_chain').selectAll().where('key_id', '<>', newest).forUpdate().execute()
  let heads = 0
  for (const row of rows) {
    const head = headOf(row)
    if (!isAuthentic(keys, head, row)) continue
    const { key_id, code } = columnsOf(keys, head)
    await tx.updateTable('consent_chain').set({ key_id, code }).where('name', '=', row.name).execute()
    heads += 1
  }
  return { heads, unopened: rows.length - heads }
}

/**
 * After a key was lost for good: its heads get the code of the present one, unlooked at. What was altered before that can no
 * longer be told; the operator's own record says when it was done.
 */
export async function takeOverHeads(tx: Tx, keys: HeadKeys): Promise<void> {
  const rows = await tx.selectFrom('consent_chain').selectAll().forUpdate().execute()
  for (const row of rows.filter(({ key_id }) => !keys.keyIds.includes(key_id))) {
    const { key_id, code } = columnsOf(keys, headOf(row))
    await tx.updateTable('consent_chain').set({ key_id, code }).where('name', '=', row.name).execute()
  }
}

function headOf(row: Row<'consent_chain'>): ChainHead {
  return {
    name: row.name,
    length: row.length,
    lastId: row.last_id,
    hash: row.hash,
    chains: row.chains,
    since: row.since,
    brokenAt: row.broken_at ?? undefined,
  }
}

function columnsOf(keys: HeadKeys, head: ChainHead) {
  const [key_id] = keys.keyIds
  const code = codeOf(keys, head, key_id)
  if (code === undefined) throw new Error('The newest key is not in its ring')
  const { name, length, lastId: last_id, hash, chains, brokenAt: broken_at = null, since } = head
  return { name, length, last_id, hash, chains, broken_at, key_id, code, since }
}

function isAuthentic(keys: HeadKeys, head: ChainHead, { key_id, code }: Row<'consent_chain'>): boolean {
  return codeOf(keys, head, key_id)?.equals(code) === true
}

function codeOf(keys: HeadKeys, head: ChainHead, keyId: string): Buffer | undefined {
  const { name, length, lastId, hash, chains, brokenAt = 0, since } = head
  const end = [length, lastId, Buffer.from(hash).toString('hex')]
  const text = JSON.stringify([name, ...end, chains, brokenAt, since.toISOString()])
  return keys.code('consent-heads', keyId, text)
}
