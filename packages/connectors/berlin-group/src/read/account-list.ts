import { type BankAccount, type Failed, lenient } from '@raccord/connector-kit'
import { z } from 'zod'
import { type Answered, call } from '../call/call.ts'
import type { Session } from '../call/session.ts'

const { list } = lenient

export type Resource = BankAccount['resource']

export function listOf(session: Session, resource: Resource): Promise<Answered | Failed> {
  const { options, wire } = session
  const path = resource === 'account' ? wire.paths.accounts : wire.paths.cardAccounts
  const query = options.accountsQuery ?? `withBalance=${options.balances === 'inline'}`
  return call(session, {
    operation: `${resource}s.list`,
    method: 'GET',
    url: `${options.baseUrl}${path}${query === '' ? '' : `?${query}`}`,
    consent: consentFor(resource),
  })
}

/** Which consent opens it. */
export function consentFor(resource: Resource): true | 'card-account' {
  return resource === 'account' ? true : resource
}

/** `{accounts: […]}` or `{cardAccounts: […]}`. */
export function entriesOf(page: Answered, resource: Resource): readonly unknown[] {
  const body = z.record(z.string(), z.unknown()).safeParse(page.value).data
  return list.parse(body?.[resource === 'account' ? 'accounts' : 'cardAccounts'])
}
