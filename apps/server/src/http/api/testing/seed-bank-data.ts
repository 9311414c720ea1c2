import type { Database } from '../../../store/database.ts'
import type { NewRow } from '../../../store/schema.ts'

/** Rows as a synchronisation leaves them, for tests of what the API shows. */
export async function seedConnection(
  database: Database,
  userId: number,
  change: Partial<NewRow<'connection'>> = {},
): Promise<number> {
  const row = await database.kysely
    .insertInto('connection')
    .values({
      user_id: userId,
      provider_id: '12',
      name: 'Crédit Fictif',
      status: 'SUCCESS',
      owner_name: null,
      created_at: new Date('2026-03-01T08:00:00Z'),
      ...change,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

export async function seedChannel(
  database: Database,
  connectionId: number,
  change: Partial<NewRow<'channel'>> = {},
): Promise<void> {
  await database.kysely
    .insertInto('channel')
    .values({
      connection_id: connectionId,
      definition_id: '1201',
      status: 'SUCCESS',
      account_types: ['CHECKINGS', 'CREDIT_CARD'],
      unsupported: '[]',
      ...change,
    })
    .execute()
}

let sequence = 0

export async function seedAccount(
  database: Database,
  owner: { userId: number; connectionId: number },
  change: Partial<NewRow<'account'>> = {},
): Promise<number> {
  sequence += 1
  const row = await database.kysely
    .insertInto('account')
    .values({
      connection_id: owner.connectionId,
      user_id: owner.userId,
      identity_key: `account-${sequence}`,
      definition_id: '1201',
      bank_id: `bank-${sequence}`,
      resource: 'account',
      name: 'Compte courant',
      number: '00012345678',
      currency: 'EUR',
      balances: '[]',
      details: '{}',
      type: 'CHECKINGS',
      created_at: new Date('2026-03-01T08:00:00Z'),
      ...change,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

export async function seedTransaction(
  database: Database,
  owner: { userId: number; accountId: number },
  change: Partial<NewRow<'transaction'>> = {},
): Promise<number> {
  sequence += 1
  const row = await database.kysely
    .insertInto('transaction')
    .values({
      account_id: owner.accountId,
      user_id: owner.userId,
      identity_key: `transaction-${sequence}`,
      status: 'BOOKED',
      amount_minor: -1250,
      currency: 'EUR',
      type: 'POINT_OF_SALE',
      category_id: 'SUPERMARKET',
      label: 'Épicerie du Port',
      date: '2026-03-02',
      imported_at: new Date('2026-03-03T06:00:00Z'),
      updated_at: new Date('2026-03-03T06:00:00Z'),
      ...change,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}
