import type { Fact } from '../../journey/facts.ts'
import type { Appended, Journey } from '../../journey/ports.ts'
import type { Database, Tx } from '../database.ts'
import { sealedColumns } from '../sealed/sealed-columns.ts'
import type { Vault } from '../vault/vault.ts'
import { appendFacts, staleOr } from './journey-append.ts'

/** Uploaded statements of journeys, sealed. What is changed of them is changed in the transaction of its fact. */
export interface UploadFiles<T> {
  list(journeyId: number): Promise<{ readonly id: number; readonly told: T }[]>
  content(journeyId: number, id: number): Promise<Buffer | undefined>
  add(
    journey: Journey,
    files: readonly { readonly bytes: Uint8Array; readonly told: T }[],
    fact: Fact,
    now: Date,
  ): Promise<Appended>
  tell(journey: Journey, id: number, told: T, fact: Fact, now: Date): Promise<Appended>
  remove(journey: Journey, id: number, fact: Fact, now: Date): Promise<Appended>
  /** All of them. */
  clear(journey: Journey, fact: Fact, now: Date): Promise<Appended>
}

export function createUploadFiles<T>(database: Database, vault: Vault): UploadFiles<T> {
  const { columns, owner } = sealedColumns.upload_file
  const box = vault.for(columns.sealed_content)
  const sealed = (journey_id: number, value: Uint8Array | string) => box.seal(value, owner({ journey_id }))
  const opened = (journey_id: number, value: Uint8Array) => box.open(value, owner({ journey_id }))
  const moving = (journey: Journey, fact: Fact, now: Date, work: (tx: Tx) => Promise<unknown>) =>
    staleOr(
      database.transaction(async (tx) => {
        // First: of two pages of the same person one is stale, and writes nothing.
        const moved = await appendFacts(tx, journey, [fact], now)
        await work(tx)
        return moved
      }),
    )
  return {
    async list(journeyId) {
      const rows = await database.kysely
        .selectFrom('upload_file')
        .select(['id', 'sealed_told'])
        .where('journey_id', '=', journeyId)
        .orderBy('id')
        .execute()
      return rows.map((row) => ({
        id: row.id,
        told: JSON.parse(opened(journeyId, row.sealed_told).toString('utf8')) as T,
      }))
    },

    async content(journeyId, id) {
      const row = await database.kysely
        .selectFrom('upload_file')
        .select('sealed_content')
        .where('journey_id', '=', journeyId)
        .where('id', '=', id)
        .executeTakeFirst()
      return row && opened(journeyId, row.sealed_content)
    },

    add: (journey, files, fact, now) =>
      moving(journey, fact, now, async (tx) => {
        for (const { bytes, told } of files)
          await tx
            .insertInto('upload_file')
            .values({
              journey_id: journey.id,
              sealed_content: sealed(journey.id, bytes),
              sealed_told: sealed(journey.id, JSON.stringify(told)),
            })
            .execute()
      }),

    tell: (journey, id, told, fact, now) =>
      moving(journey, fact, now, (tx) =>
        tx
          .updateTable('upload_file')
          .set({ sealed_told: sealed(journey.id, JSON.stringify(told)) })
          .where('journey_id', '=', journey.id)
          .where('id', '=', id)
          .execute(),
      ),

    remove: (journey, id, fact, now) =>
      moving(journey, fact, now, (tx) =>
        tx.deleteFrom('upload_file').where('journey_id', '=', journey.id).where('id', '=', id).execute(),
      ),

    clear: (journey, fact, now) =>
      moving(journey, fact, now, (tx) => tx.deleteFrom('upload_file').where('journey_id', '=', journey.id).execute()),
  }
}
