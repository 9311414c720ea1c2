import { sql } from 'kysely'
import type { TallyStore } from '../../metrics/tallies.ts'
import type { Database } from '../database.ts'

const HOUR = 3_600_000
/** A little more than what pages show: an hour of the fine rows, thirty days of the others. */
const kept = { minutes: 2 * HOUR, hour: 31 * 24 * HOUR } as const

export function createTallyStore(database: Pick<Database, 'kysely'>): TallyStore {
  const db = database.kysely
  return {
    async add(tallies) {
      if (tallies.length === 0) return
      await db
        .insertInto('tally')
        .values(tallies.map(({ providerId, ...tally }) => ({ ...tally, provider_id: providerId })))
        .onConflict((conflict) =>
          conflict
            .columns(['span', 'kind', 'at', 'provider_id', 'place', 'label'])
            .doUpdateSet({ count: sql`tally.count + excluded.count` }),
        )
        .execute()
    },
    async sweep(now) {
      for (const span of ['minutes', 'hour'] as const)
        await db
          .deleteFrom('tally')
          .where('span', '=', span)
          .where('at', '<', new Date(now.getTime() - kept[span]))
          .execute()
    },
  }
}
