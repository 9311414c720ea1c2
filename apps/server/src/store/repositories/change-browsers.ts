import { type Kysely, sql } from 'kysely'
import type { Schema } from '../schema.ts'

/** A session keeps so many browsers: the oldest makes room. */
const kept = 8

/** A further browser of a session, or one that is out of it. */
export async function changeBrowsers(
  db: Kysely<Schema>,
  sessionHash: Uint8Array,
  kind: 'join' | 'leave',
  browserHash: Uint8Array,
): Promise<void> {
  const browsers =
    kind === 'leave'
      ? sql<Uint8Array[]>`array_remove(browser_hashes, ${browserHash}::bytea)`
      : sql<Uint8Array[]>`array_append(
          browser_hashes[greatest(1, cardinality(browser_hashes) - ${kept - 2}::integer):], ${browserHash}::bytea)`
  await db.updateTable('widget_session').set({ browser_hashes: browsers }).where('id_hash', '=', sessionHash).execute()
}
