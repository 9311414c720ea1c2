import type { AccountSort } from '@raccord/contract/wire'
import { sql } from 'kysely'
import type { Database } from '../database.ts'
import type { Row } from '../schema.ts'
import { containsPattern } from './contains-pattern.ts'
import type { AccountView } from './read-model.ts'

export interface AccountFilter {
  readonly id?: number | undefined
  readonly connectionId?: number | undefined
  readonly types?: readonly Row<'account'>['type'][] | undefined
  readonly statuses?: readonly string[] | undefined
  readonly usages?: readonly string[] | undefined
  /** Part of name, number or IBAN. */
  readonly text?: string | undefined
  readonly sort?: { readonly by: AccountSort; readonly descending: boolean } | undefined
  readonly page?: number | undefined
  /** Absent: all. */
  readonly limit?: number | undefined
}

const columns = {
  id: 'id',
  name: 'name',
  balance: 'balance_minor',
  creation_date: 'created_at',
  type: 'type',
} as const satisfies Record<AccountSort, keyof Row<'account'>>

/**
 * One account at the bank that he shares on several connections: the same IBAN and currency anywhere, the same number at the
 * same bank. A key with a `~` is one of several with the same IBAN or number: which is which nobody knows.
 */
const sameAs = sql<number[]>`(
  select coalesce(jsonb_agg(other.id order by other.id), '[]')
  from account as other
  inner join connection as theirs on theirs.id = other.connection_id
  where other.user_id = account.user_id
    and other.identity_key = account.identity_key
    and other.connection_id <> account.connection_id
    and other.shared
    and position('~' in account.identity_key) = 0
    and (
      account.identity_key like 'iban:%'
      or (
        (account.identity_key like 'pan:%' or account.identity_key like 'number:%')
        and theirs.provider_id = (select mine.provider_id from connection as mine where mine.id = account.connection_id)
      )
    )
)`.as('same_as')

/** The user's shared accounts. */
export function listAccounts(db: Database['kysely'], userId: number, filter: AccountFilter): Promise<AccountView[]> {
  let query = db
    .selectFrom('account')
    .where('user_id', '=', userId)
    .where('shared', '=', true)
    .select([
      'id',
      'connection_id',
      'definition_id',
      'name',
      'number',
      'iban',
      'currency',
      'balance_minor',
      'balance_at',
      'type',
      'status',
      'usage',
      'owner_name',
      'details',
      'created_at',
      'history_at',
      'history_from',
      'books_agreed',
      'books_gap',
      'books_gap_since',
      sameAs,
    ])
  if (filter.id !== undefined) query = query.where('id', '=', filter.id)
  if (filter.connectionId !== undefined) query = query.where('connection_id', '=', filter.connectionId)
  if (filter.types) query = query.where('type', 'in', filter.types)
  if (filter.statuses) query = query.where('status', 'in', filter.statuses)
  if (filter.usages) query = query.where('usage', 'in', filter.usages)
  if (filter.text) {
    const text = containsPattern(filter.text)
    // IBANs are typed in groups of four and kept without spaces.
    const digits = containsPattern(filter.text.replaceAll(' ', ''))
    query = query.where((eb) =>
      eb.or([eb('name', 'ilike', text), eb('number', 'ilike', digits), eb('iban', 'ilike', digits)]),
    )
  }
  if (filter.sort) {
    const descending = filter.sort.descending
    query = query.orderBy(columns[filter.sort.by], (order) =>
      descending ? order.desc().nullsLast() : order.asc().nullsLast(),
    )
  }
  query = query.orderBy('id')
  if (filter.limit !== undefined) {
    query = query.limit(filter.limit).offset(((filter.page ?? 1) - 1) * filter.limit)
  }
  return query.execute()
}
