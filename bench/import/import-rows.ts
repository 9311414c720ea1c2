// One import in a process of its own, so that its peak of memory is its own: `DATABASE_URL=… node … <rows>`. Prints one
// line of JSON.
import { setTimeout as sleep } from 'node:timers/promises'
import { AdjustableClock } from '../../apps/server/src/clock.ts'
import { openDatabase } from '../../apps/server/src/store/database.ts'
import { OccurrenceCounter } from '../../apps/server/src/transactions/identity.ts'
import { importPage, pageRows } from '../../apps/server/src/transactions/import-page.ts'
import { SyncWorld } from '../../tests/support/sync-world.ts'
import { bankPages } from './bank-pages.ts'

export interface Imported {
  readonly account: number
  readonly rows: number
  readonly seconds: number
  /** MB: after the warm-up, and the most during the import. */
  readonly rssBefore: number
  readonly rssPeak: number
}

const WARM_ROWS = 6_000
const today = '2026-06-01'
const rows = Number(process.argv[2])
const clock = AdjustableClock.fixed(`${today}T10:00:00Z`)
const database = await openDatabase({ databaseUrl: process.env['DATABASE_URL'], clock })
const world = await SyncWorld.create(database, clock)
const { connectionId } = await world.connect()

await load(await account('warm-up'), WARM_ROWS)
await database.kysely.deleteFrom('transaction').execute()
await database.kysely.deleteFrom('raw_page').execute()
await sleep(200)
const rssBefore = megabytes()
const measured = await account('measured')
const { seconds, rssPeak } = await load(measured, rows)
const answer: Imported = { account: measured, rows, seconds, rssBefore, rssPeak }
console.log(JSON.stringify(answer))
await database.close()

async function load(id: number, count: number): Promise<{ seconds: number; rssPeak: number }> {
  const fetch = { account: { id, userId: world.userId }, today, counter: new OccurrenceCounter(), fresh: true }
  let rssPeak = 0
  const started = performance.now()
  for (const page of bankPages(count, pageRows)) {
    await world.transact((unit) => importPage(unit.transactions, fetch, page, clock.now()))
    rssPeak = Math.max(rssPeak, megabytes())
  }
  return { seconds: (performance.now() - started) / 1000, rssPeak }
}

async function account(name: string): Promise<number> {
  const { id } = await database.kysely
    .insertInto('account')
    .values({
      connection_id: connectionId,
      user_id: world.userId,
      identity_key: name,
      definition_id: '123401',
      bank_id: name,
      resource: 'account',
      name,
      number: name,
      iban: null,
      currency: 'EUR',
      balance_minor: null,
      balance_at: null,
      type: 'CHECKINGS',
      owner_name: null,
      created_at: clock.now(),
      sealed_raw: null,
      history_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

function megabytes(): number {
  return process.memoryUsage.rss() / 1e6
}
