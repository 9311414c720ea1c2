import { sql } from 'kysely'
import { beforeAll, expect, it } from 'vitest'
import { describeEachDatabase } from '../../../../../tests/support/databases.ts'
import type { Database } from '../database.ts'
import { together } from './together.ts'

describeEachDatabase('writes that go out together', (open) => {
  const sent: string[] = []
  let database: Database
  beforeAll(async () => {
    database = await open({ onStatement: (text) => void sent.push(text) })
    await sql`create table noted (id int primary key, text text)`.execute(database.kysely)
  })
  const noted = async () => (await sql`select id, text from noted order by id`.execute(database.kysely)).rows

  it('are one statement, in which each keeps its parameters; all or none are done', async () => {
    const put = (id: number, text: string) => sql`insert into noted (id, text) values (${id}::int, ${text}::text)`
    await put(1, 'one').execute(database.kysely)
    sent.length = 0
    await database.transaction((tx) =>
      together(tx, async (handle) => {
        await put(2, 'it’s $1').execute(handle)
        await sql`update noted set text = ${'uno'} where id = any(${[1, 9]}::int[])`.execute(handle)
        await put(3, 'three').execute(handle)
      }),
    )
    expect(sent).toHaveLength(3)
    expect(await noted()).toEqual([
      { id: 1, text: 'uno' },
      { id: 2, text: 'it’s $1' },
      { id: 3, text: 'three' },
    ])
    const twice = database.transaction((tx) =>
      together(tx, async (handle) => {
        await put(4, 'four').execute(handle)
        await put(3, 'again').execute(handle)
      }),
    )
    await expect(twice).rejects.toThrow()
    expect(await noted()).toHaveLength(3)
  })

  it('one is sent as it is, and none sends nothing; what wants an answer fails', async () => {
    sent.length = 0
    await database.transaction(async (tx) => {
      await together(tx, async () => {})
      await together(tx, (handle) => sql`delete from noted where id = ${3}`.execute(handle))
    })
    expect(sent.filter((text) => !/^(begin|commit)$/.test(text)).map((text) => text.trim())).toEqual([
      'delete from noted where id = $1',
    ])
    const asks = database.transaction((tx) =>
      together(tx, (handle) => handle.selectFrom('connection').select('id').executeTakeFirstOrThrow()),
    )
    await expect(asks).rejects.toThrow()
  })
})
