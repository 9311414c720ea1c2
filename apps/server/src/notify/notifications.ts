import type { Database } from '../store/database.ts'
import type { Vault } from '../store/vault/vault.ts'
import { createEventQueues, type EventQueues } from './event-queues.ts'
import { createEventWatch, type EventWatch } from './event-watch.ts'
import { fireEvent, type SandboxNews } from './fire-event.ts'
import { type ReplaySpan, replay } from './replay.ts'
import { targetProblem } from './webhook-socket.ts'
import { createWebhookStore, type WebhookStore } from './webhook-store.ts'

/** What the API offers of it. */
export interface Notifications {
  readonly queues: EventQueues
  readonly watch: EventWatch
  readonly webhooks: WebhookStore
  readonly replay: (
    target: { readonly clientId: string; readonly webhookId: string },
    span: ReplaySpan,
  ) => Promise<number | undefined>
  /** The rule that a webhook's address breaks. */
  readonly targetProblem: (url: string) => string | undefined
  /** Sandbox only: tells something that did not happen. */
  readonly fire?: (clientId: string, news: SandboxNews) => Promise<'fired' | 'not_found'>
}

export function createNotifications(options: {
  readonly database: Database
  readonly vault: Pick<Vault, 'for'>
  readonly allowLoopback: boolean
  readonly sandbox: boolean
  readonly report: (error: unknown) => void
}): Notifications {
  const { database, report } = options
  return {
    queues: createEventQueues(database),
    watch: createEventWatch(database, report),
    webhooks: createWebhookStore(database, options.vault),
    replay: (target, span) => replay(database, target, span),
    targetProblem: (url) => targetProblem(url, options.allowLoopback),
    ...(options.sandbox ? { fire: (clientId, news) => fireEvent(database, clientId, news) } : {}),
  }
}
