import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { describeEachDatabase } from '../../../../tests/support/databases.ts'
import type { Database } from './database.ts'

/** Foreign keys of our tables whose columns do not lead an index that holds every row: each deletion over there reads this whole table. */
async function unindexed(database: Database): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select c.conrelid::regclass || '(' || (
        select string_agg(a.attname, ', ' order by k.n) from unnest(c.conkey) with ordinality as k (attnum, n)
        join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.attnum) || ')' as name
    from pg_constraint c
    where c.contype = 'f' and c.connamespace = 'public'::regnamespace and not exists (
      select from pg_index i
      where i.indrelid = c.conrelid and i.indpred is null and i.indisvalid
        -- int2vector counts from 0; the first columns of the index, in any order, are those of the key.
        and (select array_agg(n order by n) from unnest((i.indkey::int2[])[0:cardinality(c.conkey) - 1]) as n)
          = (select array_agg(n order by n) from unnest(c.conkey) as n))
    order by name`.execute(database.kysely)
  return rows.map(({ name }) => name)
}

describeEachDatabase('foreign keys', (open) => {
  it('each have an index on the side that refers', async () => {
    const database = await open()
    const { rows } =
      await sql`select from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace`.execute(
        database.kysely,
      )
    expect(rows.length).toBeGreaterThan(15)
    expect(await unindexed(database)).toEqual([])
  })

  it('are missed when one has none, or only one that leaves rows out', async () => {
    const database = await open()
    await sql`create table left_out (user_id bigint references app_user (id), ended boolean, raw_page_id bigint references raw_page (id))`.execute(
      database.kysely,
    )
    await sql`create index on left_out (user_id) where not ended`.execute(database.kysely)
    await sql`create index on left_out (ended, raw_page_id)`.execute(database.kysely)
    expect(await unindexed(database)).toEqual(['left_out(raw_page_id)', 'left_out(user_id)'])
  })
})
