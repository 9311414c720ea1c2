import type { Failed } from '@raccord/connector-kit'
import type { Session } from '../call/session.ts'
import { readAccount } from './account.ts'
import { entriesOf, listOf } from './account-list.ts'

/** Numbers of the payment accounts that a list consent shows. */
export async function listIbans(session: Session): Promise<string[] | Failed> {
  const page = await listOf(session, 'account', false)
  if (page.kind === 'failed') return page
  const { accountTypes } = session.state.asked
  const ibans = entriesOf(page, 'account').flatMap((entry) => {
    const account = readAccount(entry, 'account')?.account
    const wanted = account && typeof account.type === 'string' && accountTypes.includes(account.type)
    return wanted && account.iban !== undefined ? [account.iban] : []
  })
  return [...new Set(ibans)]
}
