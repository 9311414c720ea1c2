import { maskedNumber } from '../../accounts/masked-number.ts'
import type { ConnectionSummary } from '../../journey/connection-views.ts'
import type { Database } from '../database.ts'

/** What the screens of a journey show of a connection. */
export async function readConnectionOverview(database: Database, connectionId: number): Promise<ConnectionSummary> {
  const accounts = await database.kysely
    .selectFrom('account')
    .select([
      'id',
      'name',
      'type',
      'iban',
      'number',
      'balance_minor',
      'currency',
      'shared',
      'books_gap',
      'books_gap_since',
    ])
    .where('connection_id', '=', connectionId)
    // Deleted by the person: kept only so that it is not taken for a new one.
    .where('status', '<>', 'DELETED')
    .orderBy('id')
    .execute()
  const channels = await database.kysely
    .selectFrom('channel')
    .select(['unsupported', 'consent_until', 'status'])
    .where('connection_id', '=', connectionId)
    .execute()
  const until = channels.flatMap((channel) => channel.consent_until ?? []).sort()[0]
  return {
    accounts: accounts.map((row) => ({
      id: String(row.id),
      name: row.name,
      type: row.type,
      maskedNumber: maskedNumber(row.iban ?? row.number),
      currency: row.currency,
      selected: row.shared,
      balance: row.balance_minor ?? undefined,
      ...(row.books_gap === null || row.books_gap_since === null
        ? {}
        : { gap: { amount: row.books_gap, since: row.books_gap_since } }),
    })),
    unsupported: channels.flatMap((channel) => channel.unsupported),
    until,
  }
}
