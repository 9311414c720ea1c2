import { sql } from 'kysely'
import type { Counters } from '../../attempts/counters.ts'
import type { Database } from '../database.ts'

/** Where it stops counting: far above any limit, far below what an integer holds. */
const MOST = 1_000_000

/** @param fingerprint keyed hash, since what is counted could be guessed from a plain one */
export function createAttemptCounters(
  database: Pick<Database, 'kysely' | 'clock'>,
  fingerprint: (key: string) => Uint8Array,
): Counters {
  const { kysely: db, clock } = database
  const end = (now: Date, seconds: number) => new Date(now.getTime() + seconds * 1000)
  return {
    async add(key, seconds) {
      const now = clock.now()
      return db
        .insertInto('attempt_counter')
        .values({ key: fingerprint(key), count: 1, until: end(now, seconds) })
        .onConflict((conflict) =>
          conflict.column('key').doUpdateSet({
            count: sql`case when attempt_counter.until <= ${now} then 1 else least(attempt_counter.count + 1, ${sql.lit(MOST)}) end`,
            until: sql`case when attempt_counter.until <= ${now} then excluded.until else attempt_counter.until end`,
          }),
        )
        .returning(['count', 'until'])
        .executeTakeFirstOrThrow()
    },

    async read(keys) {
      const names = new Map(keys.map((key) => [Buffer.from(fingerprint(key)).toString('hex'), key]))
      const rows = await db
        .selectFrom('attempt_counter')
        .selectAll()
        .where('key', 'in', keys.map(fingerprint))
        .where('until', '>', clock.now())
        .execute()
      return new Map(
        rows.map(({ key, count, until }) => [names.get(Buffer.from(key).toString('hex')) ?? '', { count, until }]),
      )
    },

    async giveBack(keys) {
      await db
        .updateTable('attempt_counter')
        .set({ count: sql`greatest(count - 1, 0)` })
        .where('key', 'in', keys.map(fingerprint))
        .execute()
    },

    async forget(keys) {
      await db.deleteFrom('attempt_counter').where('key', 'in', keys.map(fingerprint)).execute()
    },

    async put(key, count, seconds) {
      const until = end(clock.now(), seconds)
      await db
        .insertInto('attempt_counter')
        .values({ key: fingerprint(key), count, until })
        .onConflict((conflict) => conflict.column('key').doUpdateSet({ count, until }))
        .execute()
    },
  }
}
