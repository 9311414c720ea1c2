import { sql } from 'kysely'
import type { Database } from '../database.ts'
import type { Row } from '../schema.ts'
import { type TransactionView, transactionColumns } from './transaction-query.ts'

/** What a statement tells beyond what the API does. */
const furtherColumns = [
  'counterparty_iban',
  'creditor_id',
  'mandate_id',
  'end_to_end_id',
  'bank_code',
] as const satisfies readonly (keyof Row<'transaction'>)[]

export interface EntryView extends TransactionView, Pick<Row<'transaction'>, (typeof furtherColumns)[number]> {
  /** The day it is ordered and asked by. */
  readonly day: string
}

export interface EntrySpan {
  readonly accountId: number
  /** Booked ones by the day they were booked; pending ones by the day of the payment. What is yet to come is neither. */
  readonly status: 'BOOKED' | 'PENDING'
  /** Days, inclusive. */
  readonly from?: string | undefined
  readonly until?: string | undefined
}

export interface EntryPageQuery extends EntrySpan {
  /** The last one of the page before. */
  readonly after?: { readonly day: string; readonly id: number } | undefined
  readonly limit: number
}

export interface EntrySums {
  readonly count: number
  /** Minor units of the account's currency; entries in another one are left out. */
  readonly credit: number
  readonly debit: number
  /** Of what was booked after the span. */
  readonly later: number
}

/** Entries of one shared account, oldest first: the order of a statement. On index `transaction_day`. */
export function listEntries(db: Database['kysely'], userId: number, query: EntryPageQuery): Promise<EntryView[]> {
  const { accountId, status, from, until, after, limit } = query
  const day =
    status === 'BOOKED'
      ? sql<string>`transaction.date`
      : sql<string>`coalesce(transaction.transaction_date, transaction.date)`
  return ofAccount(db, userId, accountId, status)
    .$if(from !== undefined, (rows) => rows.where(day, '>=', sql<string>`${from}::date`))
    .$if(until !== undefined, (rows) => rows.where(day, '<=', sql<string>`${until}::date`))
    .$if(after !== undefined, (rows) =>
      rows.where(sql<boolean>`(${day}, transaction.id) > (${after?.day ?? ''}::date, ${after?.id ?? 0}::bigint)`),
    )
    .select([
      ...transactionColumns.map((column) => `transaction.${column}` as const),
      ...furtherColumns.map((column) => `transaction.${column}` as const),
      sql<string | null>`transaction.original->>'exact'`.as('exact'),
      day.as('day'),
    ])
    .orderBy(day)
    .orderBy('transaction.id')
    .limit(limit)
    .execute()
}

/** What a statement says above its entries. */
export async function sumEntries(
  db: Database['kysely'],
  userId: number,
  { accountId, status, from, until }: EntrySpan,
): Promise<EntrySums> {
  const within = sql`transaction.date between coalesce(${from ?? null}::date, '-infinity') and coalesce(${until ?? null}::date, 'infinity')`
  const amount = sql`transaction.amount_minor`
  const own = sql`transaction.currency = account.currency`
  const row = await ofAccount(db, userId, accountId, status)
    .select([
      sql<number>`count(*) filter (where ${within})`.as('count'),
      sql<number>`coalesce(sum(${amount}) filter (where ${within} and ${own} and ${amount} > 0), 0)::bigint`.as(
        'credit',
      ),
      sql<number>`coalesce(sum(${amount}) filter (where ${within} and ${own} and ${amount} < 0), 0)::bigint`.as(
        'debit',
      ),
      sql<number>`coalesce(sum(${amount}) filter (where ${own} and transaction.date > ${until ?? null}::date), 0)::bigint`.as(
        'later',
      ),
    ])
    .executeTakeFirstOrThrow()
  return row
}

function ofAccount(db: Database['kysely'], userId: number, accountId: number, status: EntrySpan['status']) {
  return db
    .selectFrom('transaction')
    .innerJoin('account', 'account.id', 'transaction.account_id')
    .where('transaction.user_id', '=', userId)
    .where('transaction.account_id', '=', accountId)
    .where('account.shared', '=', true)
    .where('transaction.status', '=', status)
    .where('transaction.origin', '=', 'TRANSACTION')
}
