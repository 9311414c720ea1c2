import type { Connector } from '@raccord/connector-kit'
import { accounts } from './accounts.ts'
import { begin } from './begin.ts'
import { resume } from './resume.ts'
import { revoke } from './revoke.ts'
import { transactions } from './transactions.ts'

/**
 * STET PSD2 API, AISP part, 1.4 to 2.0: OAuth 2.0 at the bank, then accounts, balances and transactions by the links it sends.
 * What differs between banks is in the options.
 */
export const stet: Connector = { protocol: 'stet', begin, resume, accounts, transactions, revoke }
