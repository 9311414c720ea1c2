import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { describeEachDatabase } from '../../../../../tests/support/databases.ts'
import { housekeepingHandler } from '../../jobs/handlers/housekeeping.ts'
import { createHousekeeping } from './housekeeping.ts'
import { createTokenStore } from './token-store.ts'

const at = (days: number) => new Date(Date.UTC(2026, 10, 22) + days * 86_400_000)

describeEachDatabase('housekeeping', (open) => {
  test('erases secrets of sessions that are over at once, and their log after thirty days', async () => {
    const database = await open()
    const { kysely } = database
    const client = { id: 'c', name: 'C', secret_hashes: [], created_at: at(0) }
    await kysely.insertInto('client').values(client).execute()
    const user = await kysely
      .insertInto('app_user')
      .values({ client_id: 'c', email: 'a@example.org', password_hash: '-', created_at: at(0) })
      .returning('id')
      .executeTakeFirstOrThrow()
    const leg = async (expires: Date) => {
      const hash = randomBytes(32)
      const session = { id_hash: hash, client_id: 'c', user_id: user.id, created_at: at(0), seen_at: at(0) }
      await kysely
        .insertInto('widget_session')
        .values({ ...session, expires_at: expires })
        .execute()
      const journey = await kysely
        .insertInto('journey')
        .values({
          session_hash: hash,
          client_id: 'c',
          user_id: user.id,
          endpoint: 'add_connection',
          params: '{}',
          display: '{}',
          reference: 'R',
          sealed_session: randomBytes(8),
          created_at: at(0),
        })
        .returning('id')
        .executeTakeFirstOrThrow()
      const secret = { sealed_credentials: randomBytes(8), sealed_state: randomBytes(8) }
      const row = { journey_id: journey.id, definition_id: '10000', created_at: at(0), ...secret }
      return (await kysely.insertInto('leg').values(row).returning('id').executeTakeFirstOrThrow()).id
    }
    const over = await leg(at(1))
    const live = await leg(at(9))
    const old = await leg(at(-40))

    const house = createHousekeeping(database, createTokenStore(database))
    const job = { id: '1', payload: {}, attempt: 1, lastAttempt: false, signal: new AbortController().signal }
    await housekeepingHandler({ keepRunsDays: 90, house, now: () => at(2) })(job)

    const left = await kysely.selectFrom('leg').select(['id', 'sealed_credentials']).orderBy('id').execute()
    expect(left.map((row) => [row.id, row.sealed_credentials !== null])).toEqual([
      [over, false],
      [live, true],
    ])
    expect(left.some((row) => row.id === old)).toBe(false)
  })
})
