import type { Connector } from '@raccord/connector-kit'
import { begin } from './authorise/begin.ts'
import { resume } from './authorise/resume.ts'
import { accounts } from './read/accounts.ts'
import { transactions } from './read/transactions.ts'
import { revoke } from './revoke.ts'

/**
 * Berlin Group NextGenPSD2 XS2A 1.3: REDIRECT, OAuth (integrated and as a pre-step), DECOUPLED and EMBEDDED. What to do next
 * is always read from the bank's links; what differs between banks is in the options.
 */
export const berlinGroup: Connector = { protocol: 'berlin-group', begin, resume, accounts, transactions, revoke }
