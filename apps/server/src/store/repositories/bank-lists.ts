import { type BankLists, idForBank } from '../../providers/listed-banks.ts'
import type { Database } from '../database.ts'

/** So many rows a statement: each has seven values, of which one takes 65,535. */
const CHUNK = 500

export function createBankLists({ kysely: db, transaction }: Pick<Database, 'kysely' | 'transaction'>): BankLists {
  return {
    async read(source) {
      const rows = await db.selectFrom('listed_bank').selectAll().where('source', '=', source).execute()
      return rows.map(({ country, name, provider_id, facts, seen_at }) => ({
        country,
        name,
        providerId: provider_id,
        facts,
        seenAt: seen_at,
      }))
    },
    async fetchedAt(source) {
      const { newest } = await db
        .selectFrom('listed_bank')
        .select(({ fn }) => fn.max('seen_at').as('newest'))
        .where('source', '=', source)
        .executeTakeFirstOrThrow()
      return newest ?? undefined
    },
    async keep(source, banks, now) {
      await transaction(async (tx) => {
        const known = await tx.selectFrom('listed_bank').select(['source', 'country', 'name', 'provider_id']).execute()
        const taken = new Set(known.map(({ provider_id }) => provider_id))
        const ids = new Map(
          known.flatMap((row) => (row.source === source ? [[`${row.country} ${row.name}`, row.provider_id]] : [])),
        )
        // In an order of their own: which of two that want the same id gets it depends on nobody's list.
        const sorted = banks.toSorted((a, b) => compare(`${a.country} ${a.name}`, `${b.country} ${b.name}`))
        const rows = sorted.map(({ country, name, facts }) => {
          const id = ids.get(`${country} ${name}`) ?? idForBank({ country, name }, taken)
          taken.add(id)
          return {
            ...{ source, country, name, provider_id: id, facts: JSON.stringify(facts) },
            ...{ first_seen_at: now, seen_at: now },
          }
        })
        for (let at = 0; at < rows.length; at += CHUNK)
          await tx
            .insertInto('listed_bank')
            .values(rows.slice(at, at + CHUNK))
            .onConflict((conflict) =>
              conflict.columns(['source', 'country', 'name']).doUpdateSet(({ ref }) => ({
                facts: ref('excluded.facts'),
                seen_at: ref('excluded.seen_at'),
              })),
            )
            .execute()
      })
    },
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
