import { chmodSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type Database, openDatabase } from '../database.ts'
import { migrate } from '../migrate.ts'
import { buildTemplate } from '../pglite/build-template.ts'
import { exportToFile } from '../transfer/export-database.ts'
import { loadKeyRing } from '../vault/load-key-ring.ts'
import { closeTree, privateFolder } from './private-files.ts'

// PostgreSQL is initialised here, without a template.
vi.setConfig({ testTimeout: 120_000 })

/** All that other accounts could read, or write to. */
function open(path: string): string[] {
  const stats = lstatSync(path)
  if (stats.isSymbolicLink()) return []
  const own = (stats.mode & 0o077) === 0 ? [] : [path]
  return stats.isDirectory() ? [...own, ...readdirSync(path).flatMap((name) => open(join(path, name)))] : own
}

function openToAll(path: string): void {
  const folder = lstatSync(path).isDirectory()
  chmodSync(path, folder ? 0o755 : 0o666)
  if (folder) for (const name of readdirSync(path)) openToAll(join(path, name))
}

describe.skipIf(process.platform === 'win32')('what Raccord writes', () => {
  let folder: string
  let umask: number
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'raccord-private-'))
    // The worst that an operator's shell may bring along.
    umask = process.umask(0)
  })
  afterAll(() => {
    process.umask(umask)
    rmSync(folder, { recursive: true, force: true })
  })
  const dataDir = () => join(folder, 'data')
  const opened = async (template: string | null): Promise<Database> => {
    const database = await openDatabase({ dataDir: dataDir(), durable: false, template })
    await migrate(database)
    return database
  }

  it.each([
    ['from the template', () => buildTemplate()],
    ['without one', () => Promise.resolve(null)],
  ])(
    'a new embedded database %s, what it writes later, the key, an export: for the owner only',
    async (_from, make) => {
      rmSync(dataDir(), { recursive: true, force: true })
      loadKeyRing({ dataDir: dataDir(), production: false })
      const template = await make()
      const database = await opened(template)
      const written = async (name: string) => {
        await sql`create table ${sql.table(name)} as select generate_series(1, 5000) as n`.execute(database.kysely)
        await sql`checkpoint`.execute(database.kysely)
      }
      await written('later')
      expect(open(dataDir())).toEqual([])
      await exportToFile(database, join(folder, `${template === null}.gz`))
      await database.close()
      expect(open(folder)).toEqual([])
      if (template !== null) expect(open(template)).toEqual([])
    },
  )

  it('a store that an older release left open to all is closed at its next opening', async () => {
    openToAll(dataDir())
    expect(open(dataDir()).length).toBeGreaterThan(300)
    const database = await opened(null)
    loadKeyRing({ dataDir: dataDir(), production: false })
    expect(open(dataDir())).toEqual([])
    await database.close()
    expect(open(dataDir())).toEqual([])
  })

  it('links lead elsewhere: what they name stays as it is', () => {
    const outside = join(folder, 'outside')
    writeFileSync(outside, '', { mode: 0o644 })
    const tree = join(folder, 'tree')
    mkdirSync(tree)
    symlinkSync(outside, join(tree, 'link'))
    closeTree(tree, 'RACCORD_DATA')
    expect([lstatSync(outside).mode & 0o777, lstatSync(tree).mode & 0o777]).toEqual([0o644, 0o700])
    rmSync(outside)
  })

  it('a folder that everybody shares is not closed to them', () => {
    const shared = join(folder, 'shared')
    mkdirSync(shared)
    chmodSync(shared, 0o1777)
    privateFolder(shared, 'RACCORD_DATA')
    expect(lstatSync(shared).mode & 0o7777).toBe(0o1777)
  })
})
