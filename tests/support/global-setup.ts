import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { buildTemplate } from '../../apps/server/src/store/pglite/build-template.ts'
import { preparePostgresTemplate } from './postgres-template.ts'

const readiness = fileURLToPath(new URL('../../scripts/setup.mjs', import.meta.url))

/** Once per run: programs as new as their sources, and the template that every test database is copied from. */
export async function setup(): Promise<void> {
  execFileSync(process.execPath, [readiness, 'test'], { stdio: 'inherit' })
  await buildTemplate()
  const url = process.env['TEST_DATABASE_URL']
  if (url !== undefined && url !== '') process.env['RACCORD_TEST_TEMPLATE'] = await preparePostgresTemplate(url)
}
