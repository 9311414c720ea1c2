import { existsSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { getConstructionPlans } from 'pg-boss'
import { openDatabase } from '../database.ts'
import { JOB_SCHEMA } from '../job-connection.ts'
import { migrate } from '../migrate.ts'
import { initialise } from './open-pglite.ts'
import { templateLocation } from './template.ts'

/** Builds the template unless it is there; returns its directory. Several processes may call it at once. */
export async function buildTemplate(location: string = templateLocation()): Promise<string> {
  const whole = (): boolean => existsSync(join(location, 'PG_VERSION'))
  if (whole()) return location
  const workshop = `${location}.${process.pid}.new`
  await mkdir(dirname(location), { recursive: true })
  try {
    await initialise(join(workshop, 'pg'))
    await furnish(workshop)
    // Another process may have been quicker; its template is as good.
    await rename(join(workshop, 'pg'), location).catch((error: unknown) => {
      if (!whole()) throw error
    })
  } finally {
    await rm(workshop, { recursive: true, force: true })
  }
  return location
}

async function furnish(dataDir: string): Promise<void> {
  const database = await openDatabase({ dataDir, durable: false, template: null })
  try {
    await migrate(database)
    if (database.jobs.backend !== 'pglite') throw new Error('A template is an embedded database')
    await database.jobs.db.executeSql(getConstructionPlans(JOB_SCHEMA))
    await database.maintain()
  } finally {
    await database.close()
  }
}
