import { type BankAccount, type Failed, lenient } from '@raccord/connector-kit'
import { z } from 'zod'
import { type Answered, call } from '../call/call.ts'
import { carriedFailure } from '../call/carried-failure.ts'
import type { Session } from '../call/session.ts'

const { presentList } = lenient

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

/** `{accounts: […]}` or `{cardAccounts: […]}`. Cards may be answered with nothing (204): the person has none. */
export function entriesOf(session: Session, page: Answered, resource: Resource): readonly unknown[] | Failed {
  if (page.status === 204 && resource === 'card-account') return []
  const body = z.record(z.string(), z.unknown()).safeParse(page.value).data
  const held = body?.[resource === 'account' ? 'accounts' : 'cardAccounts']
  // Cards are an addition: a list of one that says nothing is one card that cannot be read, and no end of the reading.
  const bare =
    resource === 'card-account' && typeof held === 'object' && held !== null && Object.keys(held).length === 0
  const entries = bare && !Array.isArray(held) ? [held] : presentList.parse(held)
  return carriedFailure(session, `${resource}s.list`, page, entries) ?? entries ?? []
}
