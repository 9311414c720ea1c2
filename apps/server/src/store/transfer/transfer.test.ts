import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable, Writable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { gunzipSync, gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { describePostgres, openFreshPglite, openFreshPostgres } from '../../../../../tests/support/databases.ts'
import type { Database } from '../database.ts'
import { migrate } from '../migrate.ts'
import { type Migration, readMigrations } from '../migration-files.ts'
import { readTables } from './catalogue.ts'
import { exportDatabase, exportToFile } from './export-database.ts'
import { importDatabase, importFromFile } from './import-database.ts'

/** Tables whose names are in the wrong order, and every type we use. */
const extra: Migration = {
  number: (readMigrations().at(-1)?.number ?? 0) + 1,
  name: '9999_transfer_test',
  checksum: 'transfer test',
  sql: `
    create table z_parent (id bigint generated always as identity (start with 501) primary key, name text not null);
    create table a_child (
      parent_id bigint not null references z_parent (id), seq integer not null, "Odd ""name" text, flag boolean,
      amount bigint, rate numeric, day date, at timestamptz, bytes bytea, list text[], blobs bytea[], doc jsonb, token uuid,
      twice bigint generated always as (amount * 2) stored,
      primary key (parent_id, seq));`,
}
const migrations = [...readMigrations(), extra]

interface Fresh {
  database: Database
  remove(): Promise<void>
}

const opened: Fresh[] = []
async function prepared(make: Promise<Fresh>): Promise<Database> {
  const fresh = await make
  opened.push(fresh)
  await migrate(fresh.database, migrations)
  return fresh.database
}

let directory: string
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'raccord-transfer-'))
})
afterAll(async () => {
  for (const { database, remove } of opened) {
    await database.close()
    await remove()
  }
  rmSync(directory, { recursive: true, force: true })
})

async function fill(database: Database, children: number): Promise<void> {
  await sql`insert into client (id, name, secret_hashes, redirect_urls, created_at)
    values ('c1', 'Ünïcode "quoted" \\ back', array['\\x00ff'::bytea], array['a,b', '', 'NULL', '{}'], '2026-11-22 10:00:00.123456+00')`.execute(
    database.kysely,
  )
  await sql`insert into z_parent (name) select 'parent ' || n from generate_series(1, 3) as n`.execute(database.kysely)
  // The newest id is gone: it must not come again.
  await sql`delete from z_parent where id = 503`.execute(database.kysely)
  await sql`insert into a_child
    select 501, n, E'line\nbreak\ttab "' || n, n % 2 = 0, 9007199254740991 - n, 1.10 + n, date '2026-03-29' + n,
      timestamptz '2026-03-29 02:30:00.000001+02' + n * interval '1 second', decode(lpad(to_hex(n), 8, '0'), 'hex'),
      array['x', null, 'y"' || n], array['\\xff'::bytea], jsonb_build_object('n', n, 'é', '\\'), null
    from generate_series(1, ${children}::int) as n`.execute(database.kysely)
  await sql`insert into a_child (parent_id, seq) values (502, 1)`.execute(database.kysely)
}

/** All there is, as text. */
async function content(database: Database): Promise<unknown> {
  const dump: Record<string, unknown> = {}
  for (const { name } of await database.transaction((tx) => readTables(tx))) {
    const { rows } = await sql<{ row: string }>`select t::text as row from ${sql.table(name)} as t order by 1`.execute(
      database.kysely,
    )
    if (rows.length > 0) dump[name] = rows.map(({ row }) => row)
  }
  return dump
}

async function exported(database: Database): Promise<Buffer> {
  const chunks: Buffer[] = []
  await exportDatabase(
    database,
    new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        chunks.push(chunk)
        done()
      },
    }),
  )
  return Buffer.concat(chunks)
}

describe('an export', () => {
  let source: Database
  let archive: Buffer
  beforeAll(async () => {
    source = await prepared(openFreshPglite())
    await fill(source, 700)
    archive = await exported(source)
  })

  it('is what its format says', () => {
    const lines = gunzipSync(archive)
      .toString()
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(lines[0]).toMatchObject({ format: 'raccord-export', version: 1 })
    expect(lines[0]?.['migrations']).toEqual(migrations.map(({ name }) => name))
    expect(lines.find((line) => line['table'] === 'a_child')?.['columns']).not.toContain('twice')
    expect(lines.at(-1)).toEqual({ end: 'export', rows: 704 })
    const order = lines.flatMap((line) => (typeof line['table'] === 'string' ? [line['table']] : []))
    expect(order.indexOf('z_parent')).toBeLessThan(order.indexOf('a_child'))
  })

  it('comes back the same, by a file for its owner only, and ids go on where they were', async () => {
    const path = join(directory, 'export.ndjson.gz')
    const summary = await exportToFile(source, path)
    expect(summary.tables).toMatchObject({ client: 1, z_parent: 2, a_child: 701 })
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600)
    await expect(exportToFile(source, path)).rejects.toThrow(/EEXIST/)
    expect(readdirSync(directory)).toEqual(['export.ndjson.gz'])

    const target = await prepared(openFreshPglite())
    expect(await importFromFile(target, path)).toEqual(summary)
    expect(await content(target)).toEqual(await content(source))
    const { rows } = await sql`insert into z_parent (name) values ('next') returning id`.execute(target.kysely)
    expect(rows).toEqual([{ id: 504 }])
    await expect(importFromFile(target, path)).rejects.toThrow(/not empty: client/)
  })

  it('is read whole or not at all', async () => {
    const target = await prepared(openFreshPglite())
    const text = gunzipSync(archive).toString()
    const lines = text.trimEnd().split('\n')
    const damages: [string, Buffer][] = [
      ['cut short in the gzip', archive.subarray(0, archive.length - 100)],
      ['cut short in the text', gzipSync(lines.slice(0, -1).join('\n'))],
      ['a row lost', gzipSync(lines.filter((line) => !line.includes('parent 2')).join('\n'))],
      ['a value lost', gzipSync(text.replace('["502","parent 2"]', '["502"]'))],
      ['bytes changed', Buffer.from(archive).fill(0, 2000, 2100)],
      ['another file', Buffer.from('hello')],
      ['another version', gzipSync(text.replace('"version":1', '"version":2'))],
      ['other columns', gzipSync(text.replace('"columns":["id","name"]', '"columns":["name","id"]'))],
    ]
    for (const [name, damaged] of damages) {
      await expect(importDatabase(target, Readable.from([damaged])), name).rejects.toThrow(
        /not a whole Raccord export.*Nothing was imported/,
      )
    }
    await expect(importDatabase(target, Readable.from([gzipSync(text.replace('"501"', '"x"'))]))).rejects.toThrow()
    expect(await content(target)).toEqual({})
  })

  it('goes only into a database of the same level', async () => {
    const fresh = await openFreshPglite()
    opened.push(fresh)
    await expect(importDatabase(fresh.database, Readable.from([archive]))).rejects.toThrow(
      new RegExp(`at migration ${extra.name}.*same release`),
    )
  })

  it('waits for a slow reader, and fails with one that fails', async () => {
    const received: Buffer[] = []
    const slow = new Writable({
      highWaterMark: 1,
      write: (chunk: Buffer, _encoding, done) => {
        received.push(chunk)
        void sleep(1).then(() => done())
      },
    })
    await exportDatabase(source, slow)
    // The first line tells when it was written, so two archives differ there, and in their packed length.
    const rows = (packed: Buffer) => gunzipSync(packed).toString().split('\n').slice(1)
    expect(rows(Buffer.concat(received))).toEqual(rows(archive))
    const broken = new Writable({ write: (_chunk, _encoding, done) => done(new Error('disk full')) })
    await expect(exportDatabase(source, broken)).rejects.toThrow('disk full')
    // The session is free again.
    expect(Object.keys((await content(source)) as object)).toContain('client')
  })
})

describePostgres('an export between the two kinds of database', (serverUrl) => {
  it('goes from embedded to PostgreSQL and back, and is still the same', async () => {
    const source = await prepared(openFreshPglite())
    await fill(source, 450)
    const server = await prepared(openFreshPostgres(serverUrl))
    await importDatabase(server, Readable.from([await exported(source)]))
    expect(await content(server)).toEqual(await content(source))
    const back = await prepared(openFreshPglite())
    await importDatabase(back, Readable.from([await exported(server)]))
    expect(await content(back)).toEqual(await content(source))
  })
})
