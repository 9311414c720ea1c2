import type { Connector } from '@raccord/connector-kit'
import { accounts } from './accounts.ts'
import { begin } from './begin.ts'
import { resume } from './resume.ts'
import { revoke } from './revoke.ts'
import { transactions } from './transactions.ts'

/**
 * Enable Banking: one API in front of the interfaces of some 2,500 banks. The operator is known there as an application with a
 * key of its own; every journey is a redirect to their pages and from there to the bank's.
 */
export const enableBanking: Connector = { protocol: 'enable-banking', begin, resume, accounts, transactions, revoke }
