import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeAll, expect, it } from 'vitest'
import { describeEachDatabase } from '../../../../tests/support/databases.ts'
import type { Database } from './database.ts'

describeEachDatabase('column types', (open) => {
  let database: Database
  beforeAll(async () => {
    database = await open()
  })

  const value = async (expression: string): Promise<unknown> => {
    const { rows } = await sql.raw<{ value: unknown }>(`select ${expression} as value`).execute(database.kysely)
    return rows[0]?.value
  }

  it.each([
    ['9007199254740991::int8', Number.MAX_SAFE_INTEGER],
    ['-42::int8', -42],
    ['count(*)', 1],
    ['7::int4', 7],
    ['1.10::numeric', '1.10'],
    ['12345678901234567890.000000001::numeric', '12345678901234567890.000000001'],
    [`date '2026-03-29'`, '2026-03-29'],
    [`timestamptz '2026-03-29 02:30:00.123456+02'`, new Date('2026-03-29T00:30:00.123Z')],
    [`timestamp '2026-03-29 02:30:00'`, new Date('2026-03-29T02:30:00Z')],
    [`timestamptz '0099-01-01 00:00:00+00'`, new Date('0099-01-01T00:00:00Z')],
    [`'\\x00ff'::bytea`, Buffer.from([0, 255])],
    [`'{"a":[1,null]}'::jsonb`, { a: [1, null] }],
    [`'null'::jsonb`, null],
    ['true', true],
    ['null::int8', null],
    [`'a82b0d62-28a3-4c0f-9d35-1d4d2a0b1c11'::uuid`, 'a82b0d62-28a3-4c0f-9d35-1d4d2a0b1c11'],
    ['array[1, null, 9007199254740991]::int8[]', [1, null, Number.MAX_SAFE_INTEGER]],
    [
      'array[[1, 2], [3, 4]]::int8[]',
      [
        [1, 2],
        [3, 4],
      ],
    ],
    [`array['\\x00'::bytea, '\\xff'::bytea]`, [Buffer.from([0]), Buffer.from([255])]],
    [`array[date '2026-01-01']`, ['2026-01-01']],
    [`array[1.50]::numeric[]`, ['1.50']],
    [`array[timestamptz '2026-01-01 00:00:00+00']`, [new Date('2026-01-01T00:00:00Z')]],
    [`array['{"a": 1}']::jsonb[]`, [{ a: 1 }]],
    [`'{}'::int8[]`, []],
  ])('%s', async (expression, expected) => {
    expect(await value(expression)).toEqual(expected)
  })

  it('never rounds an int8', async () => {
    await expect(value('9007199254740993::int8')).rejects.toThrow(/beyond 2\^53/)
    await expect(value("'-9223372036854775808'::int8")).rejects.toThrow(/beyond 2\^53/)
    expect(await value('1')).toBe(1)
  })

  it('gives bytes back as the same class everywhere', async () => {
    expect(Buffer.isBuffer(await value(`'\\x01'::bytea`))).toBe(true)
  })

  it('stores what it is given: text, bytes, days, instants, lists, JSON', async () => {
    await sql`create table everything (
      t text, b bytea, d date, i timestamptz, n int8, ts text[], bs bytea[], j jsonb, o boolean)`.execute(
      database.kysely,
    )
    // PostgreSQL keeps no NUL in text, and no lone surrogate survives UTF-8.
    const text = fc.string({ unit: 'grapheme' }).filter((candidate) => !candidate.includes('\0'))
    const tricky = fc.constantFrom('', 'NULL', 'null', '{}', '"', '\\', ',', ' a ', '{"a"}', "'", '€', 'é, "ü"')
    const bytes = fc.uint8Array({ maxLength: 40 })
    const json = fc.jsonValue().filter((candidate) => !JSON.stringify(candidate).includes('\\u0000'))
    const row = fc.record({
      t: fc.oneof(text, tricky),
      b: bytes,
      d: fc.date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true }),
      i: fc.date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true }),
      n: fc.maxSafeInteger(),
      ts: fc.array(fc.oneof(text, tricky), { maxLength: 4 }),
      bs: fc.array(bytes, { maxLength: 3 }),
      j: json,
      o: fc.boolean(),
    })
    await fc.assert(
      fc.asyncProperty(row, async ({ t, b, d, i, n, ts, bs, j, o }) => {
        const day = d.toISOString().slice(0, 10)
        const { rows } = await sql<Record<string, unknown>>`
          insert into everything values
            (${t}, ${b}, ${day}, ${i}, ${n}, ${ts}, ${bs}, ${JSON.stringify(j)}, ${o}) returning *`.execute(
          database.kysely,
        )
        expect(rows[0]).toEqual({
          t,
          b: Buffer.from(b),
          d: day,
          i,
          n,
          ts,
          bs: bs.map((element) => Buffer.from(element)),
          j: JSON.parse(JSON.stringify(j)),
          o,
        })
      }),
      { numRuns: 150 },
    )
  })
})
