import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { describeEachDatabase } from '../../../../../tests/support/databases.ts'
import { fillDatabase } from '../../../../../tests/support/fill-database.ts'
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
      const file = { journey_id: journey.id, sealed_content: randomBytes(8), sealed_told: randomBytes(8) }
      await kysely.insertInto('upload_file').values(file).execute()
      const secret = { sealed_credentials: randomBytes(8), sealed_state: randomBytes(8) }
      const row = { journey_id: journey.id, definition_id: '10000', created_at: at(0), ...secret }
      return (await kysely.insertInto('leg').values(row).returning('id').executeTakeFirstOrThrow()).id
    }
    const over = await leg(at(1))
    const live = await leg(at(9))
    const old = await leg(at(-40))

    const house = createHousekeeping(database, createTokenStore(database))
    const job = { id: '1', payload: {}, attempt: 1, lastAttempt: false, signal: new AbortController().signal }
    const keep = { runsDays: 90, changesDays: 90, sessionsDays: 30 }
    const ended: unknown[] = []
    const handler = housekeepingHandler({
      ...{ keep, house, now: () => at(2) },
      ended: (journey) => ended.push(journey),
    })
    await handler(job)
    await handler(job)

    // Nobody came back: once, and not of the one whose session lives.
    const expired = { endpoint: 'add_connection', step: 'providers', providerId: undefined }
    expect(ended).toEqual([expired, expired])
    const told = await kysely.selectFrom('event').select(['type', 'status', 'user_id']).execute()
    const event = { type: 'journey_ended', status: 'expired', user_id: user.id }
    expect(told).toEqual([event, event])
    const unended = await kysely.selectFrom('journey').select('id').where('finished_at', 'is', null).execute()
    expect(unended).toHaveLength(1)

    // What was uploaded and not imported goes with the session.
    expect(await kysely.selectFrom('upload_file').select('id').execute()).toHaveLength(1)
    const left = await kysely.selectFrom('leg').select(['id', 'sealed_credentials']).orderBy('id').execute()
    expect(left.map((row) => [row.id, row.sealed_credentials !== null])).toEqual([
      [over, false],
      [live, true],
    ])
    expect(left.some((row) => row.id === old)).toBe(false)
  })

  test('forgets runs that ended long ago, but not the last of a connection, and revocations that are done', async () => {
    const database = await open()
    await fillDatabase(database, 3)
    const { kysely } = database
    const revocation = { provider_id: '1', definition_id: '101', sealed_state: null, created_at: at(-300) }
    await kysely
      .insertInto('revocation')
      .values([{ ...revocation, done_at: at(-200) }, { ...revocation, done_at: at(-1) }, revocation])
      .execute()
    const house = createHousekeeping(database, createTokenStore(database))
    await house.forgetRuns(at(-90))
    const runs = await kysely.selectFrom('sync_run').select(['connection_id', 'ended_at']).execute()
    expect(runs.map((run) => run.ended_at?.toISOString().slice(0, 10))).toEqual(Array(3).fill('2026-01-04'))
    expect(new Set(runs.map((run) => run.connection_id)).size).toBe(3)
    expect(await kysely.selectFrom('sync_run_channel').select('run_id').execute()).toHaveLength(3)
    expect(await kysely.selectFrom('revocation').select('id').execute()).toHaveLength(2)
  })

  test('ends what was to come with its day, and says so in the feed', async () => {
    const database = await open()
    await fillDatabase(database, 1)
    const { kysely } = database
    const days = ['2026-11-23', '2026-11-24', '2026-11-25']
    const ids = (await kysely.selectFrom('transaction').select('id').orderBy('id').limit(3).execute()).map(
      ({ id }) => id,
    )
    for (const [index, id] of ids.entries())
      await kysely
        .updateTable('transaction')
        .set({ origin: 'UPCOMING', date: days[index] ?? '' })
        .where('id', '=', id)
        .execute()
    const before = await kysely.selectFrom('change_line').select('last').executeTakeFirstOrThrow()
    await createHousekeeping(database, createTokenStore(database)).settleUpcoming('2026-11-24', at(2))
    const rows = await kysely
      .selectFrom('transaction')
      .select(['origin', 'changed_seq', 'updated_at'])
      .where('id', 'in', ids)
      .orderBy('id')
      .execute()
    expect(rows.map(({ origin }) => origin)).toEqual(['TRANSACTION', 'TRANSACTION', 'UPCOMING'])
    expect(rows[0]).toMatchObject({ changed_seq: before.last + 1, updated_at: at(2) })
  })
})
