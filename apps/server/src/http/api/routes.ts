import { createPreviousSession } from '../previous-widgets/previous-session.ts'
import type { Route } from './define-route.ts'
import { advanceSandboxClock } from './routes/advance-sandbox-clock.ts'
import { createAccessToken } from './routes/create-access-token.ts'
import { createConnection } from './routes/create-connection.ts'
import { createQueue } from './routes/create-queue.ts'
import { createSandboxJourney } from './routes/create-sandbox-journey.ts'
import { createToken } from './routes/create-token.ts'
import { createUser } from './routes/create-user.ts'
import { createWebhook } from './routes/create-webhook.ts'
import { createWidgetSession } from './routes/create-widget-session.ts'
import { deleteAccessToken } from './routes/delete-access-token.ts'
import { deleteAccount } from './routes/delete-account.ts'
import { deleteConnection } from './routes/delete-connection.ts'
import { deleteQueue } from './routes/delete-queue.ts'
import { deleteUser } from './routes/delete-user.ts'
import { deleteWebhook } from './routes/delete-webhook.ts'
import { exportMe } from './routes/export-me.ts'
import { fireSandboxEvent } from './routes/fire-sandbox-event.ts'
import { getAccount } from './routes/get-account.ts'
import { getAuthorizationServer } from './routes/get-authorization-server.ts'
import { getConnection } from './routes/get-connection.ts'
import { getErasure } from './routes/get-erasure.ts'
import { getJwks } from './routes/get-jwks.ts'
import { getMigrationReport } from './routes/get-migration-report.ts'
import { getProvider } from './routes/get-provider.ts'
import { getTransaction } from './routes/get-transaction.ts'
import { getUser } from './routes/get-user.ts'
import { getWidgetSession } from './routes/get-widget-session.ts'
import { listAccessTokens } from './routes/list-access-tokens.ts'
import { listAccounts } from './routes/list-accounts.ts'
import { listCategories } from './routes/list-categories.ts'
import { listConnections } from './routes/list-connections.ts'
import { listConsents } from './routes/list-consents.ts'
import { listErasures } from './routes/list-erasures.ts'
import { listProviders } from './routes/list-providers.ts'
import { listQueueEvents } from './routes/list-queue-events.ts'
import { listTransactionChanges } from './routes/list-transaction-changes.ts'
import { listTransactions } from './routes/list-transactions.ts'
import { listWebhooks } from './routes/list-webhooks.ts'
import { replayWebhook } from './routes/replay-webhook.ts'
import { rotateWebhook } from './routes/rotate-webhook.ts'
import { syncConnection } from './routes/sync-connection.ts'
import { syncConnections } from './routes/sync-connections.ts'
import { updateConnection } from './routes/update-connection.ts'
import { updateMe } from './routes/update-me.ts'
import { uploadFiles } from './routes/upload-files.ts'

/** Every call of today. */
export const apiRoutes: readonly Route[] = [
  createToken,
  getAuthorizationServer,
  createUser,
  getUser,
  updateMe,
  exportMe,
  deleteUser,
  createWidgetSession,
  getWidgetSession,
  listProviders,
  getProvider,
  listConnections,
  createConnection,
  getConnection,
  updateConnection,
  deleteConnection,
  uploadFiles,
  syncConnection,
  syncConnections,
  listConsents,
  getErasure,
  listErasures,
  getJwks,
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
  createQueue,
  listQueueEvents,
  deleteQueue,
  listWebhooks,
  createWebhook,
  deleteWebhook,
  rotateWebhook,
  replayWebhook,
  fireSandboxEvent,
  getMigrationReport,
  advanceSandboxClock,
  createSandboxJourney,
]

/** With those of the previous widgets, which are registered in a scope of their own. */
export const documentedRoutes: readonly Route[] = [...apiRoutes, createPreviousSession]
