import { expect, it } from 'vitest'
import { startProcess } from '../../../../../tests/support/child-process.ts'
import { describePostgres } from '../../../../../tests/support/databases.ts'
import { checkPostgres } from './check-postgres.ts'

describePostgres('a PostgreSQL at start', (serverUrl) => {
  it('will do', () => expect(checkPostgres(serverUrl)).resolves.toBeUndefined())

  it('behind a pooler in transaction mode is refused with a sentence', async () => {
    const pooler = await startProcess(
      'tests/hosting/transaction-pooler.ts',
      { POOLER_TO: serverUrl },
      /Pooler ready: (\d+)/,
    )
    const url = new URL(serverUrl)
    url.hostname = '127.0.0.1'
    url.port = pooler.url
    url.search = ''
    try {
      await expect(checkPostgres(url.href)).rejects.toThrow(
        /^DATABASE_URL: a pooler in transaction mode .*session mode\.$/,
      )
    } finally {
      await pooler.stop()
    }
  })
})
