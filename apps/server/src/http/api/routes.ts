import { createPreviousSession } from '../previous-widgets/previous-session.ts'
import type { Route } from './define-route.ts'
import { advanceSandboxClock } from './routes/advance-sandbox-clock.ts'
import { createAccessToken } from './routes/create-access-token.ts'
import { createSandboxJourney } from './routes/create-sandbox-journey.ts'
import { createToken } from './routes/create-token.ts'
import { createUser } from './routes/create-user.ts'
import { createWidgetSession } from './routes/create-widget-session.ts'
import { deleteAccessToken } from './routes/delete-access-token.ts'
import { deleteAccount } from './routes/delete-account.ts'
import { deleteConnection } from './routes/delete-connection.ts'
import { deleteUser } from './routes/delete-user.ts'
import { getAccount } from './routes/get-account.ts'
import { getAuthorizationServer } from './routes/get-authorization-server.ts'
import { getConnection } from './routes/get-connection.ts'
import { getMigrationReport } from './routes/get-migration-report.ts'
import { getProvider } from './routes/get-provider.ts'
import { getTransaction } from './routes/get-transaction.ts'
import { getUser } from './routes/get-user.ts'
import { getWidgetSession } from './routes/get-widget-session.ts'
import { listAccessTokens } from './routes/list-access-tokens.ts'
import { listAccounts } from './routes/list-accounts.ts'
import { listCategories } from './routes/list-categories.ts'
import { listConnections } from './routes/list-connections.ts'
import { listProviders } from './routes/list-providers.ts'
import { listTransactionChanges } from './routes/list-transaction-changes.ts'
import { listTransactions } from './routes/list-transactions.ts'
import { syncConnection } from './routes/sync-connection.ts'
import { syncConnections } from './routes/sync-connections.ts'
import { updateConnection } from './routes/update-connection.ts'
import { updateMe } from './routes/update-me.ts'

/** Every call of today. */
export const apiRoutes: readonly Route[] = [
  createToken,
  getAuthorizationServer,
  createUser,
  getUser,
  updateMe,
  deleteUser,
  createWidgetSession,
  getWidgetSession,
  listProviders,
  getProvider,
  listConnections,
  getConnection,
  updateConnection,
  deleteConnection,
  syncConnection,
  syncConnections,
  listAccounts,
  getAccount,
  deleteAccount,
  listTransactions,
  listTransactionChanges,
  getTransaction,
  listCategories,
  createAccessToken,
  listAccessTokens,
  deleteAccessToken,
  getMigrationReport,
  advanceSandboxClock,
  createSandboxJourney,
]

/** With those of the previous widgets, which are registered in a scope of their own. */
export const documentedRoutes: readonly Route[] = [...apiRoutes, createPreviousSession]
