import { buildTemplate } from '../../apps/server/src/store/pglite/build-template.ts'
import { preparePostgresTemplate } from './postgres-template.ts'

/** Once per run: the template that every test database is copied from. */
export async function setup(): Promise<void> {
  await buildTemplate()
  const url = process.env['TEST_DATABASE_URL']
  if (url !== undefined && url !== '') process.env['RACCORD_TEST_TEMPLATE'] = await preparePostgresTemplate(url)
}
