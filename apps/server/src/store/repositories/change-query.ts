import { sql } from 'kysely'
import { beginning, type ChangeCursor, lastId } from '../../transactions/change-cursor.ts'
import { type FoundChange, planChanges } from '../../transactions/change-page.ts'
import type { Database } from '../database.ts'
import { type TransactionView, transactionColumns } from './transaction-query.ts'

export interface TransactionChanges {
  readonly added: readonly TransactionView[]
  readonly modified: readonly TransactionView[]
  readonly removed: readonly number[]
  readonly cursor: ChangeCursor
  readonly more: boolean
}

type FoundRow = FoundChange & TransactionView & { readonly shared: boolean }
interface LineState {
  readonly head: number
  readonly nonce: string
  /** The state of the cursor is one that this database was in, and all that was removed since is known. */
  readonly known: boolean
}

/** Rows looked at in one statement where a page of the asked size had no news. */
const deepLook = 2_000
const mostLooks = 10

/**
 * What changed of a person's transactions since the cursor; without one, all that is there. `gone`: the cursor is of a state that this
 * database does not know (any more).
 */
export async function listChanges(
  db: Database['kysely'],
  userId: number,
  query: { readonly cursor?: ChangeCursor | undefined; readonly limit: number },
): Promise<TransactionChanges | 'gone'> {
  if (query.cursor && query.cursor.userId !== userId) return 'gone'
  let cursor = query.cursor ?? beginning(userId)
  let begun = query.cursor !== undefined
  for (let look = 1; ; look += 1) {
    const wanted = look === 1 ? query.limit + 1 : Math.max(deepLook, query.limit + 1)
    const { state, rows } = await lookBehind(db, cursor, begun, wanted)
    if (!state.known) return 'gone'
    if (!begun) cursor = { ...cursor, start: state.head }
    begun = true
    const whole = rows.length < wanted
    const page = planChanges(cursor, rows, { ...state, whole }, query.limit)
    cursor = page.cursor
    const shown = page.changes.filter(({ kind, shared }) => kind === 'removed' || shared)
    if (shown.length === 0 && page.more && look < mostLooks) continue
    const of = (kind: FoundChange['kind']) => shown.filter((change) => change.kind === kind)
    return {
      added: of('added'),
      modified: of('modified'),
      removed: of('removed').map(({ id }) => id),
      cursor,
      more: page.more,
    }
  }
}

const columns = transactionColumns.filter((column) => column !== 'id')
const shownColumns = sql.raw([...columns, "original->>'exact' as exact"].join(', '))
const absentColumns = sql.raw([...columns, 'original'].map(() => 'null').join(', '))

/**
 * One statement, hence one snapshot: whatever has a number up to `head` is in it. Each part is read off its index from the position on
 * (`transaction_added`, `transaction_changed`, the key of `removed_transaction`), and no further than the page.
 */
async function lookBehind(
  db: Database['kysely'],
  cursor: ChangeCursor,
  begun: boolean,
  wanted: number,
): Promise<{ state: LineState; rows: FoundRow[] }> {
  const { userId, at, start } = cursor
  const user = sql`${userId}::int8`
  const from = sql`(${at.seq}::int8, ${at.id}::int8)`
  // What was changed or removed before the line began is in what is there; of a line that begins now, that is all.
  const news = begun
    ? start > at.seq || (start === at.seq && start > 0)
      ? sql`(${start}::int8, ${lastId}::int8)`
      : from
    : sql`(${lastId}::int8, ${lastId}::int8)`
  const { rows } = await sql<
    FoundRow & { head: number; nonce: string | null; then: string | null; oldest: number | null }
  >`
    with found as (
      (select added_seq as seq, id, 'added' as kind, added_seq, ${shownColumns} from transaction
        where user_id = ${user} and (added_seq, id) > ${from} order by added_seq, id limit ${wanted}::int8)
      union all
      (select changed_seq, id, 'modified', added_seq, ${shownColumns} from transaction
        where user_id = ${user} and changed_seq is not null and (changed_seq, id) > ${news}
        order by changed_seq, id limit ${wanted}::int8)
      union all
      (select seq, id, 'removed', added_seq, ${absentColumns} from removed_transaction
        where user_id = ${user} and (seq, id) > ${news} order by seq, id limit ${wanted}::int8)
    ), page as (select * from found order by seq, id, kind limit ${wanted}::int8),
    state as (select coalesce((select last from change_line where user_id = ${user}), 0) as head)
    select state.head,
      (select nonce from change_tick where user_id = ${user} and change_tick.seq = state.head) as nonce,
      (select nonce from change_tick where user_id = ${user} and change_tick.seq = ${cursor.head}::int8) as "then",
      (select min(change_tick.seq) from change_tick where user_id = ${user}) as oldest,
      page.*, page.added_seq as "addedSeq",
      exists (select from account where account.id = page.account_id and account.shared) as shared
    from state left join page on true order by page.seq, page.id, page.kind`.execute(db)
  const [first] = rows
  const oldest = first?.oldest ?? 0
  // Without a number of its own a cursor is of a person who had no transaction yet: whatever came since is behind it.
  const sameState = cursor.head === 0 ? true : first?.then === cursor.nonce
  const allKept = !begun || oldest <= 1 || Math.max(at.seq, start) >= oldest
  return {
    state: { head: first?.head ?? 0, nonce: first?.nonce ?? '', known: sameState && allKept },
    rows: rows.filter(({ kind }) => kind !== null),
  }
}
