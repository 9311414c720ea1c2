import type { AccountHandle } from '@raccord/connector-kit'
import type { Session } from '../call/session.ts'

/** The standard's own address of an account, for banks that send no link to it. */
export function resourceUrl({ options, wire }: Session, account: Pick<AccountHandle, 'bankId' | 'resource'>): string {
  const path = account.resource === 'account' ? wire.paths.accounts : wire.paths.cardAccounts
  return `${options.baseUrl}${path}/${encodeURIComponent(account.bankId)}`
}
