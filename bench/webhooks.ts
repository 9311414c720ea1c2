// Webhooks per second, from events in line to a receiver that has taken each: signed, in order within a connection, written down as delivered. Bare:
// as many `fetch` of the same bodies to the same receiver, as many at a time. `node bench/webhooks.ts [events] [connections] [rounds]`, default
// 2,000, 100 and 5. The receiver is a process of its own; who presents an event is spared, since that is the API's cost.
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { sql } from 'kysely'
import { deliverWebhook } from '../apps/server/src/notify/deliver.ts'
import { createNotifications } from '../apps/server/src/notify/notifications.ts'
import { putInLine } from '../apps/server/src/notify/put-in-line.ts'
import { webhookSockets } from '../apps/server/src/notify/webhook-socket.ts'
import type { Database } from '../apps/server/src/store/database.ts'
import { parseKeyRing } from '../apps/server/src/store/vault/key-ring.ts'
import { Vault } from '../apps/server/src/store/vault/vault.ts'
import { openFreshPglite, openFreshPostgres } from '../tests/support/databases.ts'
import { durablePostgres } from './support/postgres.ts'
import { compared } from './support/report.ts'
import { interleave } from './support/rounds.ts'

const [events = 2_000, connections = 100, rounds = 5] = process.argv.slice(2).map(Number)
/** As many lanes as are sent to one endpoint at a time. */
const atOnce = 8
/** Of the size that an event with its connection has. */
const padding = randomBytes(600).toString('hex')

async function measure(name: string, database: Database, url: string): Promise<void> {
  const vault = new Vault(parseKeyRing(randomBytes(32).toString('base64'), 'bench'))
  const report = (error: unknown) => {
    throw error
  }
  const hooks = createNotifications({ database, vault, allowLoopback: true, sandbox: true, report })
  const client = { id: 'bench', name: 'bench', logo_url: null, secret_hashes: [], created_at: new Date() }
  await database.kysely.insertInto('client').values(client).execute()
  const made = await hooks.webhooks.create('bench', { url, types: [] })
  const deps = {
    database,
    secrets: hooks.webhooks.secrets,
    present: async (told: readonly { readonly id: number; readonly type: string }[]) =>
      told.map(({ id, type }) => ({ id: String(id), type, padding })),
    open: webhookSockets({ allowLoopback: true, now: () => new Date() }),
    log: () => {},
  }
  const ours = async (): Promise<number> => {
    await sql`insert into event (type, client_id, connection_id, provider_id, at)
      select 'connection_synchronised', 'bench', n % ${connections}::integer + 1, '1', now()
      from generate_series(1, ${events}::integer) as n`.execute(database.kysely)
    const began = performance.now()
    await putInLine(database)
    await deliverWebhook(deps, made?.id ?? '', new AbortController().signal)
    const seconds = (performance.now() - began) / 1000
    const { rows } = await sql<{ left: number }>`select count(*)::int as left from webhook_delivery`.execute(
      database.kysely,
    )
    if (rows[0]?.left !== 0) throw new Error(`${rows[0]?.left} of ${events} were not delivered`)
    return events / seconds
  }
  const bare = async (): Promise<number> => {
    const body = JSON.stringify({ id: '1', type: 'connection_synchronised', padding })
    const began = performance.now()
    let sent = 0
    const line = async (): Promise<void> => {
      while (sent < events) {
        sent += 1
        const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
        await answer.arrayBuffer()
      }
    }
    await Promise.all(Array.from({ length: atOnce }, line))
    return events / ((performance.now() - began) / 1000)
  }
  compared(
    `webhooks, ${name}: ${events} events of ${connections} connections`,
    await interleave(rounds, ours, bare),
    'per second',
  )
}

const receiver = spawn(
  process.execPath,
  [
    '-e',
    `require('node:http').createServer((request, response) => {
      request.resume().on('end', () => response.writeHead(204).end())
    }).listen(0, '127.0.0.1', function () { console.log(this.address().port) })`,
  ],
  { stdio: ['ignore', 'pipe', 'inherit'] },
)
const [port] = (await once(receiver.stdout, 'data')) as [Buffer]
const url = `http://127.0.0.1:${port.toString().trim()}/`
try {
  const embedded = await openFreshPglite({ durable: true })
  await measure('embedded', embedded.database, url)
  await embedded.database.close()
  await embedded.remove()
  const postgres = await durablePostgres()
  if (postgres) {
    const { database, remove } = await openFreshPostgres(postgres.url)
    await measure('PostgreSQL', database, url)
    await database.close()
    await remove()
    await postgres.stop()
  }
} finally {
  receiver.kill()
}
