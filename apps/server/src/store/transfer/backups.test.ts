import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeEachDatabase, openFreshPglite } from '../../../../../tests/support/databases.ts'
import { AdjustableClock } from '../../clock.ts'
import { backUpNightly, writeBackup } from './backups.ts'
import { importFromFile } from './import-database.ts'

const MINUTE = 60_000
const DAY = 86_400_000

describeEachDatabase('backups', (open) => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'raccord-backups-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  it('are made once a night, for their owner alone, and the oldest go', async () => {
    const clock = AdjustableClock.fixed('2026-03-01T01:59:00Z')
    const database = await open({ clock })
    const place = { folder: join(folder, 'nights'), kept: 2 }
    expect(await backUpNightly(database, place)).toBeUndefined()
    clock.advance(MINUTE)
    const first = await backUpNightly(database, place)
    expect(first).toBe(join(place.folder, 'raccord-2026-03-01.jsonl.gz'))
    expect(((await stat(first ?? '')).mode & 0o777).toString(8)).toBe('600')
    expect(await backUpNightly(database, place)).toBeUndefined()
    // One that was asked for stays.
    const asked = await writeBackup(database, place, 'cli')
    for (let night = 0; night < 3; night += 1) {
      clock.advance(DAY)
      // The process died on this name.
      if (night === 1) await writeFile(join(place.folder, 'raccord-2026-03-03.jsonl.gz'), '')
      expect(await backUpNightly(database, place)).toBeDefined()
    }
    expect((await readdir(place.folder)).sort()).toEqual(
      ['raccord-2026-03-03.jsonl.gz', 'raccord-2026-03-04.jsonl.gz', asked.split('/').at(-1)].sort(),
    )
    for (const name of await readdir(place.folder))
      expect((await stat(join(place.folder, name))).size).toBeGreaterThan(100)
    clock.advance(DAY)
    expect(await backUpNightly(database, { ...place, kept: 0 })).toBeUndefined()
  })

  it('are read back into an empty database, members and all', async () => {
    const database = await open()
    await sql`insert into home_member (id, name, login, role, password_hash, sealed_login, created_at)
      values ('m1', 'Ada', 'ada', 'owner', '-', '\\x00'::bytea, now())`.execute(database.kysely)
    const file = await writeBackup(database, { folder: join(folder, 'whole'), kept: 1 }, 'server')
    const empty = await openFreshPglite()
    try {
      await importFromFile(empty.database, file)
      const { rows } = await sql<{ login: string }>`select login from home_member`.execute(empty.database.kysely)
      expect(rows).toEqual([{ login: 'ada' }])
    } finally {
      await empty.database.close()
      await empty.remove()
    }
  })
})
