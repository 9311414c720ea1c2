import { existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { getConstructionPlans } from 'pg-boss'
import { openDatabase } from '../database.ts'
import { closeTree } from '../files/private-files.ts'
import { JOB_SCHEMA } from '../job-connection.ts'
import { migrate } from '../migrate.ts'
import { initialise } from './open-pglite.ts'
import { templateLocation } from './template.ts'

const DAY_MS = 86_400_000

/** Builds the template unless it is there; returns its directory. Several processes may call it at once. */
export async function buildTemplate(location: string = templateLocation()): Promise<string> {
  const whole = (): boolean => existsSync(join(location, 'PG_VERSION'))
  if (whole()) {
    closeTree(location, 'template')
    return location
  }
  const workshop = `${location}.${process.pid}.new`
  await mkdir(dirname(location), { recursive: true, mode: 0o700 })
  try {
    await initialise(join(workshop, 'pg'))
    await furnish(workshop)
    closeTree(join(workshop, 'pg'), 'template')
    // Another process may have been quicker; its template is as good.
    await rename(join(workshop, 'pg'), location).catch((error: unknown) => {
      if (!whole()) throw error
    })
  } finally {
    await rm(workshop, { recursive: true, force: true })
  }
  await prune(location)
  return location
}

/** Templates of other releases, once nobody can be copying them any more. */
async function prune(location: string): Promise<void> {
  const cache = dirname(location)
  for (const name of await readdir(cache)) {
    const path = join(cache, name)
    if (path === location || !/^pg-[0-9a-f]{16}/.test(name)) continue
    const { mtimeMs } = await stat(path)
    if (Date.now() - mtimeMs > DAY_MS) await rm(path, { recursive: true, force: true })
  }
}

async function furnish(dataDir: string): Promise<void> {
  const database = await openDatabase({ dataDir, durable: false, template: null })
  try {
    await migrate(database)
    if (database.jobs.backend !== 'pglite') throw new Error('A template is an embedded database')
    const { db } = database.jobs
    await db.executeSql(getConstructionPlans(JOB_SCHEMA))
    // Two thirds of a new cluster are the databases that CREATE DATABASE copies, which nobody will call here: without
    // them a store is copied, synced after a crash, and backed up in a third of the time.
    await db.executeSql(`update pg_database set datistemplate = false where datname like 'template_'`)
    await db.executeSql('drop database template0')
    await db.executeSql('drop database template1')
    await database.maintain()
  } finally {
    await database.close()
  }
}
