import type { KnownAccount } from '../accounts/account-store.ts'
import type { News } from '../events/outbox.ts'
import type { AccountPlan } from './list-accounts.ts'

/** Accounts that are new, and those that are shared and no longer there. `ids`: of those saved; `whole`: every account of the list was read. */
export function accountNews(
  definitionId: string,
  known: readonly KnownAccount[],
  plan: Pick<AccountPlan, 'save' | 'missing'>,
  ids: readonly number[],
  whole: boolean,
): News[] {
  const before = new Map(known.map((account) => [account.id, account.status]))
  const of = (type: News['type'], accountId: number | undefined): News[] =>
    accountId === undefined ? [] : [{ type, definitionId, accountId }]
  const saved = plan.save.flatMap(({ id, status, shared }, at) => {
    // Where the person chooses, he has not yet.
    if (id === undefined || before.get(id) === 'DELETED') return shared ? of('account_found', ids[at]) : []
    return status === 'CLOSED' && before.get(id) !== 'CLOSED' ? of('account_closed', id) : []
  })
  const missing = whole ? plan.missing.filter((id) => before.get(id) !== 'NOT_FOUND') : []
  return [...saved, ...missing.flatMap((id) => of('account_closed', id))]
}
