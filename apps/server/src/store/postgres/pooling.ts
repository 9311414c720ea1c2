import pg from 'pg'

/**
 * Whether something between us and PostgreSQL hands a connection's transactions to different sessions (a pooler in transaction
 * mode). Advisory locks and LISTEN are then lost without an error.
 *
 * One client holds a session by a transaction, a second is seen in another one; a third takes that, and the first lets its own
 * go. Only behind such a pooler the second then speaks from the first one's.
 */
export async function isTransactionPooled(databaseUrl: string): Promise<boolean> {
  const opened = await Promise.allSettled([connect(databaseUrl), connect(databaseUrl), connect(databaseUrl)])
  const clients = opened.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  const [holder, seen, taker] = clients
  try {
    if (!holder || !seen || !taker) return false
    await holder.query('begin')
    await holder.query('select 1')
    const before = await pidOf(seen)
    await taker.query('begin')
    await taker.query('select 1')
    await holder.query('commit')
    const after = await pidOf(seen)
    await taker.query('commit')
    return before !== after
  } finally {
    await Promise.all(clients.map((client) => client.end().catch(() => {})))
  }
}

async function connect(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 10_000, query_timeout: 10_000 })
  client.on('error', () => {})
  await client.connect()
  return client
}

async function pidOf(client: pg.Client): Promise<number | undefined> {
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
  return rows[0]?.pid
}
