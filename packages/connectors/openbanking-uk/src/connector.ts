import type { Connector } from '@raccord/connector-kit'
import { accounts } from './accounts.ts'
import { begin } from './begin.ts'
import { resume } from './resume.ts'
import { revoke } from './revoke.ts'
import { transactions } from './transactions.ts'

/**
 * Open Banking UK (OBIE Read/Write Data API 3.1.11 and 4.0, account information): a consent by our own token, the person's
 * authorisation by a signed request object, reading, reconfirmation. What differs between banks is in the options.
 */
export const openBankingUk: Connector = {
  protocol: 'openbanking-uk',
  begin,
  resume,
  accounts,
  transactions,
  revoke,
}
