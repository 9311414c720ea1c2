import { readChangeCursor, writeChangeCursor } from '../../apps/server/src/http/api/change-cursor-text.ts'
import type { Database } from '../../apps/server/src/store/database.ts'
import { listChanges } from '../../apps/server/src/store/repositories/change-query.ts'
import type { TransactionView } from '../../apps/server/src/store/repositories/transaction-query.ts'

/** A client that follows the feed into a table of its own, and says at once when the feed contradicts what it told before. */
export class ChangeReader {
  readonly rows = new Map<number, TransactionView>()
  readonly #database: Database
  readonly #userId: number
  readonly #removed = new Set<number>()
  since: string | undefined
  /** Changes told since this reader began. */
  told = 0

  constructor(database: Database, userId: number) {
    this.#database = database
    this.#userId = userId
  }

  /** One page. Resolves to whether there is more. */
  async read(limit: number): Promise<boolean> {
    const cursor = this.since === undefined ? undefined : readChangeCursor(this.since)
    if (this.since !== undefined && cursor === undefined) throw new Error('the cursor does not read')
    const page = await listChanges(this.#database.kysely, this.#userId, { cursor, limit })
    if (page === 'gone') throw new Error('the cursor is gone')
    const { added, modified, removed } = page
    const count = added.length + modified.length + removed.length
    if (count > limit) throw new Error('more than asked for')
    if (count === 0 && page.more) throw new Error('an empty page in the middle')
    for (const row of added) {
      if (this.rows.has(row.id) || this.#removed.has(row.id)) throw new Error(`added twice: ${row.id}`)
      this.rows.set(row.id, row)
    }
    for (const row of modified) {
      if (!this.rows.has(row.id)) throw new Error(`modified, but never added: ${row.id}`)
      this.rows.set(row.id, row)
    }
    for (const id of removed) {
      if (!this.rows.delete(id)) throw new Error(`removed, but not there: ${id}`)
      this.#removed.add(id)
    }
    this.told += count
    this.since = writeChangeCursor(page.cursor)
    return page.more
  }

  /** Resolves to the number of changes. */
  async readAll(limit: number): Promise<number> {
    const before = this.told
    while (await this.read(limit));
    return this.told - before
  }

  /** As comparable text, by id. */
  state(): string[] {
    return [...this.rows.values()].map(textOf).toSorted()
  }
}

/** The table itself, as `ChangeReader.state`. */
export async function tableState(database: Database, userId: number): Promise<string[]> {
  const rows = await database.kysely.selectFrom('transaction').selectAll().where('user_id', '=', userId).execute()
  return rows.map(textOf).toSorted()
}

function textOf(
  row: Pick<TransactionView, 'id' | 'account_id' | 'label' | 'status' | 'amount_minor' | 'date'>,
): string {
  return [row.id, row.account_id, row.label, row.status, row.amount_minor, row.date].join(' ')
}
