import { sql } from 'kysely'
import type { Database } from '../database.ts'
import type { Row } from '../schema.ts'
import { type TransactionView, transactionColumns } from './transaction-query.ts'

/** What the bank told of an entry beyond what the API shows. */
const furtherColumns = [
  'entry_reference',
  'counterparty_iban',
  'creditor_id',
  'mandate_id',
  'end_to_end_id',
  'bank_code',
  'original',
] as const satisfies readonly (keyof Row<'transaction'>)[]

export type PersonEntry = TransactionView & Pick<Row<'transaction'>, (typeof furtherColumns)[number]>

export type HiddenAccount = Pick<
  Row<'account'>,
  'id' | 'connection_id' | 'name' | 'number' | 'iban' | 'currency' | 'type' | 'status'
>

/** What is kept of a person and the lists of the API do not show. */
export interface PersonData {
  /** Of one account, in whatever state: by id, after one. */
  entries(userId: number, accountId: number, after: number, limit: number): Promise<PersonEntry[]>
  /** Accounts that he does not share: what recognises them. */
  hiddenAccounts(userId: number): Promise<HiddenAccount[]>
}

export function createPersonData({ kysely: db }: Pick<Database, 'kysely'>): PersonData {
  return {
    entries: (userId, accountId, after, limit) =>
      db
        .selectFrom('transaction')
        .select([...transactionColumns, ...furtherColumns, sql<string | null>`original->>'exact'`.as('exact')])
        .where('account_id', '=', accountId)
        .where('user_id', '=', userId)
        .where('id', '>', after)
        .orderBy('id')
        .limit(limit)
        .execute(),

    hiddenAccounts: (userId) =>
      db
        .selectFrom('account')
        .select(['id', 'connection_id', 'name', 'number', 'iban', 'currency', 'type', 'status'])
        .where('user_id', '=', userId)
        .where('shared', '=', false)
        .orderBy('id')
        .execute(),
  }
}
