import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import type { Config } from '../config.ts'
import type { ApiDeps } from '../http/api/api-deps.ts'
import { presentNotifications } from '../http/api/present/notification.ts'
import { enqueueWebhook, webhooksHandler, webhooksJob, webhooksWork } from '../jobs/handlers/deliver-webhooks.ts'
import type { JobQueue } from '../jobs/queue.ts'
import { type Courier, createCourier } from '../notify/courier.ts'
import { createNotifications, type Notifications } from '../notify/notifications.ts'
import { tellProviderBack } from '../notify/provider-back.ts'
import { webhookSockets } from '../notify/webhook-socket.ts'
import type { Database } from '../store/database.ts'
import { tellBankAvailable } from '../store/repositories/bank-waits.ts'
import type { Vault } from '../store/vault/vault.ts'

/** What tells clients: the API's part, the job that delivers, and the courier that puts it in line. Before the queue starts. */
export function workNotifications(
  app: FastifyInstance,
  queue: JobQueue,
  parts: {
    readonly config: Pick<Config, 'env' | 'loopbackAllowed'>
    readonly database: Database
    readonly vault: Vault
    readonly log: Logger
    readonly sources: Pick<ApiDeps, 'readModel' | 'catalogue' | 'bases' | 'clock'>
  },
): { readonly notifications: Notifications; readonly courier: Courier } {
  const { config, database, vault, log, sources } = parts
  const report = (error: unknown) => log.warn({ err: error }, 'events')
  const allowLoopback = config.loopbackAllowed
  const sandbox = config.env === 'sandbox'
  const notifications = createNotifications({ database, vault, allowLoopback, sandbox, report })
  const deliver = webhooksHandler({
    database,
    secrets: notifications.webhooks.secrets,
    present: (events) => presentNotifications(sources, events),
    open: webhookSockets({ allowLoopback, now: () => database.clock.now() }),
    log: (event, fields) => log.warn(fields, event),
  })
  queue.work(webhooksJob, deliver, webhooksWork)
  // Whoever waits is answered before the server waits for him.
  app.addHook('preClose', async () => notifications.watch.stop())
  const courier = createCourier({ database, enqueue: (tx, id) => enqueueWebhook(queue, tx, id), report })
  return { notifications, courier }
}

/** Tells clients that a bank answers again, and those of its people who wait for it. */
export function providerBack(
  database: Database,
  log: Logger,
  shut: (providerId: string) => boolean,
): (providerId: string) => void {
  return (providerId) =>
    void Promise.all([
      tellProviderBack(database, providerId),
      shut(providerId) ? undefined : tellBankAvailable(database, providerId),
    ]).catch((error: unknown) => log.warn({ err: error }, 'events'))
}
