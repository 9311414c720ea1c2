import { sql } from 'kysely'
import { maskedNumber } from '../../accounts/masked-number.ts'
import type { ConnectionSummary } from '../../journey/connection-views.ts'
import type { Database } from '../database.ts'

/** What the screens of a journey show of a connection: one row for each account, or one without. */
export async function readConnectionOverview(database: Database, connectionId: number): Promise<ConnectionSummary> {
  const rows = await database.kysely
    .selectFrom('connection')
    // Deleted by the person: kept only so that it is not taken for a new one.
    .leftJoin('account', (join) =>
      join.onRef('account.connection_id', '=', 'connection.id').on('account.status', '<>', 'DELETED'),
    )
    .select([
      ...(['account.id', 'account.name', 'account.type', 'account.iban', 'account.number'] as const),
      ...(['balance_minor', 'currency', 'shared', 'books_gap', 'books_gap_since'] as const),
      sql<string | null>`(select min(consent_until) from channel where connection_id = connection.id)`.as('until'),
      sql<ConnectionSummary['unsupported'][]>`(select coalesce(jsonb_agg(unsupported order by definition_id), '[]')
        from channel where connection_id = connection.id)`.as('unsupported'),
    ])
    .where('connection.id', '=', connectionId)
    .orderBy('account.id')
    .execute()
  return {
    accounts: rows.flatMap(({ id, name, type, currency, shared, ...row }) =>
      id === null || name === null || type === null || currency === null
        ? []
        : {
            id: String(id),
            name,
            type,
            maskedNumber: maskedNumber(row.iban ?? row.number ?? ''),
            currency,
            selected: shared === true,
            balance: row.balance_minor ?? undefined,
            ...(row.books_gap === null || row.books_gap_since === null
              ? {}
              : { gap: { amount: row.books_gap, since: row.books_gap_since } }),
          },
    ),
    unsupported: rows[0]?.unsupported.flat() ?? [],
    until: rows[0]?.until ?? undefined,
  }
}
