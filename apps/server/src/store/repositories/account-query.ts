import type { AccountSort } from '@raccord/contract/wire'
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
