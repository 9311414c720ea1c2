import type { Failed } from '@raccord/connector-kit'
import type { AccountReference } from '../authorise/access.ts'
import type { Session } from '../call/session.ts'
import { readAccount } from './account.ts'
import { entriesOf, listOf, type Resource } from './account-list.ts'

/** Numbers of the accounts that a list consent shows, as a `detailed` one names them. */
export async function listReferences(session: Session, resource: Resource): Promise<AccountReference[] | Failed> {
  const page = await listOf(session, resource)
  if (page.kind === 'failed') return page
  const { accountTypes } = session.state.asked
  const found = new Map<string, AccountReference>()
  const entries = entriesOf(session, page, resource)
  if ('kind' in entries) return entries
  for (const entry of entries) {
    const account = readAccount(entry, resource)?.account
    if (!account || typeof account.type !== 'string' || !accountTypes.includes(account.type)) continue
    const { iban, maskedPan, number } = account
    if (iban !== undefined) found.set(iban, { iban })
    else if (maskedPan !== undefined) found.set(maskedPan, { maskedPan })
    else if (number !== undefined) found.set(number, { bban: number })
  }
  return [...found.values()]
}
