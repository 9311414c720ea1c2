import { setTimeout as sleep } from 'node:timers/promises'
import { PgBossQueue } from '../../apps/server/src/jobs/pg-boss-queue.ts'
import type { JobHandler } from '../../apps/server/src/jobs/queue.ts'
import { openDatabase } from '../../apps/server/src/store/database.ts'
import { migrate } from '../../apps/server/src/store/migrate.ts'

/**
 * A process to be killed: writes one client after the other and prints each id once its commit was acknowledged, works
 * on jobs `greet` and prints `began <id>` for each, which then never ends by itself.
 *
 *     node writer.ts <first id> [data directory]   (or DATABASE_URL)
 */
const [first = '0', dataDir] = process.argv.slice(2)
const log = { info: () => {}, warn: () => {} }

const database = await openDatabase({ databaseUrl: process.env['DATABASE_URL'], dataDir, log })
await migrate(database)
const queue = new PgBossQueue({ database, log })
const greet: JobHandler = async ({ payload, attempt }) => {
  process.stdout.write(`began ${payload['id']} ${attempt}\n`)
  await sleep(3_600_000)
}
queue.work('greet', greet, { concurrency: 10 })
await queue.start()
process.stdout.write('ready\n')

for (let id = Number(first); ; id += 1) {
  await database.transaction(async (tx) => {
    const row = { id: String(id), name: 'written', logo_url: null, secret_hashes: [], created_at: new Date() }
    await tx.insertInto('client').values(row).execute()
    if (id === Number(first)) await queue.enqueue(tx, 'greet', { id })
  })
  process.stdout.write(`${id}\n`)
}
