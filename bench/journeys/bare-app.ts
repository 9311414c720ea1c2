// The other side: Fastify and the database, and nothing of ours in between. `POST /commit?n=…` makes that many commits of
// one row each, one after another; `GET /read` touches no database.
import fastify from 'fastify'
import pg from 'pg'
import { openPglite } from '../../apps/server/src/store/pglite/open-pglite.ts'
import { findTemplate } from '../../apps/server/src/store/pglite/template.ts'

type Insert = (text: string) => Promise<unknown>

const table = 'create table if not exists bench_row (id bigint generated always as identity primary key, text text)'
const statement = 'insert into bench_row (text) values ($1)'

async function openInsert(): Promise<Insert> {
  const databaseUrl = process.env['DATABASE_URL']
  if (databaseUrl !== undefined) {
    const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 })
    await pool.query(table)
    return (text) => pool.query(statement, [text])
  }
  const dataDir = process.env['RACCORD_DATA'] ?? ''
  const { pglite } = await openPglite({ dataDir, durable: true, template: findTemplate() })
  await pglite.exec(table)
  return (text) => pglite.query(statement, [text])
}

const insert = await openInsert()
const app = fastify({ logger: false })
app.get('/read', async () => ({ ok: true }))
app.post('/commit', async (request) => {
  const { n } = request.query as { n: string }
  for (let made = 0; made < Number(n); made += 1) await insert('one row of about the size of a fact of a journey')
  return { ok: true }
})
console.log(`bare ready: ${await app.listen({ host: '127.0.0.1', port: 0 })}`)
process.once('SIGTERM', () => process.exit(0))
