import { existsSync, mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from '../database.ts'
import { migrate } from '../migrate.ts'
import { buildTemplate } from './build-template.ts'
import { copyTemplate, createDataDirectory, inspectDataDirectory } from './data-directory.ts'

let parent: string
let directory: string
beforeEach(async () => {
  parent = mkdtempSync(join(tmpdir(), 'raccord-directory-'))
  directory = join(parent, 'pg')
})
afterEach(() => rmSync(parent, { recursive: true, force: true }))

const copy = async (): Promise<void> => copyTemplate(await buildTemplate(), directory)

describe('a data directory', () => {
  it('is absent, or ready', async () => {
    expect(await inspectDataDirectory(directory)).toBe('absent')
    await copy()
    expect(await inspectDataDirectory(directory)).toBe('ready')
  })

  it.each([
    ['an empty directory', () => mkdirSync(directory), /not a whole database: PG_VERSION is missing/],
    ['a file lost', () => copy().then(() => rmSync(join(directory, 'global/pg_control'))), /pg_control is missing/],
    ['a file cut short', () => copy().then(() => truncateSync(join(directory, 'global/pg_control'))), /pg_control/],
    [
      'another version',
      () => copy().then(() => writeFileSync(join(directory, 'PG_VERSION'), '17\n')),
      /PostgreSQL 17.*raccord db export/,
    ],
  ])('%s is refused with what to do, and left as it is', async (_name, damage, sentence) => {
    await damage()
    await expect(inspectDataDirectory(directory)).rejects.toThrow(sentence)
    await expect(openDatabase({ dataDir: parent, durable: false })).rejects.toThrow(sentence)
    expect(existsSync(directory)).toBe(true)
    // The refused opening does not keep the lock.
    expect(existsSync(join(parent, 'pg.lock'))).toBe(false)
  })

  it('appears all at once: a crash while it is made leaves nothing that looks like a store', async () => {
    const crash = createDataDirectory(
      directory,
      async (half) => {
        await copyTemplate(await buildTemplate(), half)
        rmSync(join(half, 'base'), { recursive: true })
        throw new Error('killed')
      },
      { durable: false },
    )
    await expect(crash).rejects.toThrow('killed')
    expect(await inspectDataDirectory(directory)).toBe('absent')
    const database = await openDatabase({ dataDir: parent, durable: false, template: await buildTemplate() })
    expect((await migrate(database)).applied).toEqual([])
    await database.close()
    expect(existsSync(`${directory}.new`)).toBe(false)
  })

  it('is made in place, slowly, where no template was built', async () => {
    const database = await openDatabase({ dataDir: parent, durable: false, template: null })
    expect((await migrate(database)).applied.length).toBeGreaterThan(0)
    await database.close()
  })

  it('keeps what was written, and serves one process at a time', async () => {
    const open = async () => openDatabase({ dataDir: parent, template: await buildTemplate() })
    const first = await open()
    await expect(open()).rejects.toThrow(/in use by process/)
    const row = { id: 'kept', name: 'Kept', logo_url: null, secret_hashes: [], created_at: new Date(0) }
    await first.kysely.insertInto('client').values(row).execute()
    await first.close()
    await first.close()
    const second = await open()
    expect(await second.kysely.selectFrom('client').select('name').execute()).toEqual([{ name: 'Kept' }])
    await second.close()
  })
})
