import { currencyDigits, unusualCurrencies } from '@raccord/contract'
import { type SelectQueryBuilder, sql } from 'kysely'
import type { Database } from '../database.ts'
import type { Row, Schema } from '../schema.ts'

/** What the API tells of a transaction: of the list, and of the changes feed. */
export const transactionColumns = [
  'id',
  'account_id',
  'status',
  'amount_minor',
  'currency',
  'type',
  'origin',
  'category_id',
  'label',
  'remittance',
  'date',
  'booking_date',
  'value_date',
  'transaction_date',
  'imported_at',
  'updated_at',
  'counterparty_name',
  'check_number',
] as const satisfies readonly (keyof Row<'transaction'>)[]

export interface TransactionView extends Pick<Row<'transaction'>, (typeof transactionColumns)[number]> {
  /** The amount to its last digit, where it is finer than the currency. */
  readonly exact: string | null
}

/** Where a page ended: the next one begins after it. */
export interface TransactionCursor {
  readonly importedAt: Date
  readonly id: number
}

export interface TransactionFilter {
  readonly id?: number | undefined
  readonly accountId?: number | undefined
  /** Days, inclusive. */
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly importedFrom?: Date | undefined
  /** Decimals in major units of each transaction's own currency. */
  readonly amount?: string | undefined
  readonly minAmount?: string | undefined
  readonly maxAmount?: string | undefined
  readonly accountTypes?: readonly Row<'account'>['type'][] | undefined
  readonly categories?: readonly string[] | undefined
  readonly origins?: readonly string[] | undefined
  readonly statuses?: readonly Row<'transaction'>['status'][] | undefined
  readonly excludedStatuses?: readonly Row<'transaction'>['status'][] | undefined
  readonly cursor?: TransactionCursor | undefined
  /** Counted from 1; not looked at where there is a cursor. */
  readonly page?: number | undefined
  readonly limit: number
}

export interface TransactionPage {
  readonly transactions: TransactionView[]
  /** Absent on the last page. */
  readonly next?: TransactionCursor
}

/** Import date ascending, then id descending (WIRE §3), on index `transaction_order`. */
export async function listTransactions(
  db: Database['kysely'],
  userId: number,
  filter: TransactionFilter,
): Promise<TransactionPage> {
  // One more than asked for tells whether there is a next page.
  const wanted = filter.limit + 1
  const rows = filter.cursor
    ? await afterCursor(db, userId, filter, filter.cursor, wanted)
    : await filtered(db, userId, filter)
        .orderBy('transaction.imported_at')
        .orderBy('transaction.id', 'desc')
        .limit(wanted)
        .offset(((filter.page ?? 1) - 1) * filter.limit)
        .execute()
  const transactions = rows.slice(0, filter.limit)
  const last = transactions.at(-1)
  if (rows.length < wanted || last === undefined) return { transactions }
  return { transactions, next: { importedAt: last.imported_at, id: last.id } }
}

/**
 * Two index ranges instead of one OR: a whole first import shares one import date, and an OR would walk through all of
 * it again for every page.
 */
async function afterCursor(
  db: Database['kysely'],
  userId: number,
  filter: TransactionFilter,
  cursor: TransactionCursor,
  wanted: number,
): Promise<TransactionView[]> {
  const sameInstant = await filtered(db, userId, filter)
    .where('transaction.imported_at', '=', cursor.importedAt)
    .where('transaction.id', '<', cursor.id)
    .orderBy('transaction.id', 'desc')
    .limit(wanted)
    .execute()
  if (sameInstant.length === wanted) return sameInstant
  const later = await filtered(db, userId, filter)
    // Import dates are written from JavaScript, in whole milliseconds.
    .where('transaction.imported_at', '>=', new Date(cursor.importedAt.getTime() + 1))
    .orderBy('transaction.imported_at')
    .orderBy('transaction.id', 'desc')
    .limit(wanted - sameInstant.length)
    .execute()
  return [...sameInstant, ...later]
}

type Filtered = SelectQueryBuilder<Pick<Schema, 'transaction' | 'account'>, 'transaction' | 'account', TransactionView>

function filtered(db: Database['kysely'], userId: number, filter: TransactionFilter): Filtered {
  let query: Filtered = db
    .selectFrom('transaction')
    .innerJoin('account', 'account.id', 'transaction.account_id')
    .where('transaction.user_id', '=', userId)
    .where('account.shared', '=', true)
    .select([
      ...transactionColumns.map((column) => `transaction.${column}` as const),
      sql<string | null>`transaction.original->>'exact'`.as('exact'),
    ])
  if (filter.id !== undefined) query = query.where('transaction.id', '=', filter.id)
  if (filter.accountId !== undefined) query = query.where('transaction.account_id', '=', filter.accountId)
  if (filter.from !== undefined) query = query.where('transaction.date', '>=', filter.from)
  if (filter.to !== undefined) query = query.where('transaction.date', '<=', filter.to)
  if (filter.importedFrom) query = query.where('transaction.imported_at', '>=', filter.importedFrom)
  if (filter.amount !== undefined) query = query.where(amountIs('=', filter.amount))
  if (filter.minAmount !== undefined) query = query.where(amountIs('>=', filter.minAmount))
  if (filter.maxAmount !== undefined) query = query.where(amountIs('<=', filter.maxAmount))
  if (filter.accountTypes) query = query.where('account.type', 'in', filter.accountTypes)
  if (filter.categories) query = query.where('transaction.category_id', 'in', filter.categories)
  if (filter.origins) query = query.where('transaction.origin', 'in', filter.origins)
  if (filter.statuses) query = query.where('transaction.status', 'in', filter.statuses)
  if (filter.excludedStatuses) query = query.where('transaction.status', 'not in', filter.excludedStatuses)
  return query
}

/** Currencies whose minor unit is not a hundredth, by their number of digits. */
const factors = sql.join(
  [...new Set(unusualCurrencies.map(currencyDigits))].map((digits) => {
    const currencies = unusualCurrencies.filter((currency) => currencyDigits(currency) === digits)
    return sql`when transaction.currency in (${sql.join(currencies.map((currency) => sql.lit(currency)))}) then ${sql.lit(10 ** digits)}`
  }),
  sql` `,
)

/** In `numeric`, hence exact, also for amounts finer than their currency; a user's accounts may be in several at once. */
function amountIs(operator: '=' | '>=' | '<=', decimal: string): ReturnType<typeof sql<boolean>> {
  const factor = sql`(case ${factors} else 100 end)`
  return sql<boolean>`case when transaction.original->>'exact' is null
    then transaction.amount_minor ${sql.raw(operator)} ${decimal}::numeric * ${factor}
    else (transaction.original->>'exact')::numeric ${sql.raw(operator)} ${decimal}::numeric end`
}
