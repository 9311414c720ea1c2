import { randomBytes } from 'node:crypto'
import { databaseOn, onServer, preparePostgresTemplate } from '../../support/postgres-template.ts'

/** A database of its own on the server of TEST_DATABASE_URL. */
export async function freshPostgres(): Promise<{ readonly url: string; remove(): Promise<void> }> {
  const serverUrl = process.env['TEST_DATABASE_URL'] ?? ''
  const template = process.env['RACCORD_TEST_TEMPLATE'] ?? (await preparePostgresTemplate(serverUrl))
  const name = `raccord_security_${randomBytes(6).toString('hex')}`
  await onServer(serverUrl, (server) => server.query(`create database ${name} template ${template}`))
  return {
    url: databaseOn(serverUrl, name),
    remove: () =>
      onServer(serverUrl, async (server) => {
        await server.query(`drop database if exists ${name} with (force)`)
      }),
  }
}
