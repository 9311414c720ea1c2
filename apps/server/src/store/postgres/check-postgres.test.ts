import { expect, it } from 'vitest'
import { describePostgres } from '../../../../../tests/support/databases.ts'
import { startTransactionPooler } from '../../../../../tests/support/transaction-pooler.ts'
import { checkPostgres } from './check-postgres.ts'

describePostgres('a PostgreSQL at start', (serverUrl) => {
  it('will do', () => expect(checkPostgres(serverUrl)).resolves.toBeUndefined())

  it('behind a pooler in transaction mode is refused with a sentence', async () => {
    const pooler = await startTransactionPooler(serverUrl)
    try {
      await expect(checkPostgres(pooler.url)).rejects.toThrow(
        /^DATABASE_URL: a pooler in transaction mode .*session mode\.$/,
      )
    } finally {
      await pooler.close()
    }
  })
})
