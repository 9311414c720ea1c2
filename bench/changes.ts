// Pages per second of the changes feed and of GET /transactions, at the beginning and at the end of one person's transactions, and against
// the same rows by a bare query. `node bench/changes.ts [rows] [pages]`, default 1000000 rows and 40 pages of 100.
import pg from 'pg'
import { presentTransaction } from '../apps/server/src/http/api/present/transaction.ts'
import { listChanges } from '../apps/server/src/store/repositories/change-query.ts'
import { listTransactions, type TransactionCursor } from '../apps/server/src/store/repositories/transaction-query.ts'
import { beginning, type ChangeCursor } from '../apps/server/src/transactions/change-cursor.ts'
import { openFreshPostgres } from '../tests/support/databases.ts'
import { fillBooks } from './changes/fill-books.ts'
import { durablePostgres } from './support/postgres.ts'
import { compared } from './support/report.ts'
import { interleave } from './support/rounds.ts'

const limit = 100
const rounds = 9
const [rows = 1_000_000, pages = 40] = process.argv.slice(2).map(Number)
const bareColumns = `id, account_id, status, amount_minor, currency, type, origin, category_id, label, remittance, date, booking_date,
  value_date, transaction_date, imported_at, updated_at, counterparty_name, check_number`

/** Pages per second of a walk; each step answers how many rows it brought. */
async function pace(step: () => Promise<number>): Promise<number> {
  const started = performance.now()
  for (let page = 0; page < pages; page += 1) {
    if ((await step()) !== limit) throw new Error('a page is not full: give more rows, or fewer pages')
  }
  return (pages * 1000) / (performance.now() - started)
}

const postgres = await durablePostgres()
if (postgres) {
  const fresh = await openFreshPostgres(postgres.url)
  const books = await fillBooks(fresh.database, rows, pages * limit)
  const db = fresh.database.kysely
  const client = new pg.Client({ connectionString: fresh.url })
  await client.connect()

  const feed = (from: ChangeCursor) => () => {
    let cursor = from
    return pace(async () => {
      const page = await listChanges(db, books.userId, { cursor, limit })
      if (page === 'gone') throw new Error('gone')
      cursor = page.cursor
      return page.added.map((row) => presentTransaction(row, 'en')).length
    })
  }
  const bareFeed =
    ({ at }: ChangeCursor) =>
    async () => {
      let { seq, id } = at
      return pace(async () => {
        const { rows: found } = await client.query(
          `select ${bareColumns}, added_seq from transaction where user_id = $1 and (added_seq, id) > ($2, $3)
         order by added_seq, id limit ${limit}`,
          [books.userId, seq, id],
        )
        ;({ added_seq: seq, id } = found.at(-1) ?? {})
        return found.length
      })
    }
  const list = (from: TransactionCursor | undefined) => () => {
    let cursor = from
    return pace(async () => {
      const page = await listTransactions(db, books.userId, { cursor, limit })
      cursor = page.next
      return page.transactions.map((row) => presentTransaction(row, 'en')).length
    })
  }
  const bareList = (from: TransactionCursor) => async () => {
    let { importedAt: at, id } = from
    return pace(async () => {
      const { rows: found } = await client.query(
        `select ${bareColumns} from transaction where user_id = $1 and imported_at >= $2 and (imported_at > $2 or id < $3)
         order by imported_at, id desc limit ${limit}`,
        [books.userId, at, id],
      )
      ;({ imported_at: at, id } = found.at(-1) ?? {})
      return found.length
    })
  }

  const title = (what: string) => `${what}, ${rows.toLocaleString('en')} rows`
  const start = beginning(books.userId)
  const deep = { ...start, ...books.deep }
  const first = { importedAt: new Date(0), id: 0 }
  compared(
    title('feed at the end, bare is the feed at the beginning'),
    await interleave(rounds, feed(deep), feed(start)),
    'pages/s',
    '≥ 0.91',
  )
  compared(
    title('feed at the end, bare is a keyset query'),
    await interleave(rounds, feed(deep), bareFeed(deep)),
    'pages/s',
    '≥ 0.5',
  )
  compared(
    title('list at the end, bare is the list at the beginning'),
    await interleave(rounds, list(books.deepList), list(first)),
    'pages/s',
    '≥ 0.91',
  )
  compared(
    title('list at the end, bare is a keyset query'),
    await interleave(rounds, list(books.deepList), bareList(books.deepList)),
    'pages/s',
    '≥ 0.5',
  )
  await client.end()
  await fresh.database.close()
  await fresh.remove()
  await postgres.stop()
}
