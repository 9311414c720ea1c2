import type { webhookOut } from '@raccord/contract/wire'
import type { z } from 'zod'
import type { WebhookView } from '../../../notify/webhook-store.ts'
import { toUnixSeconds } from './unix-seconds.ts'

export function presentWebhook(row: WebhookView, now: Date): z.output<typeof webhookOut> {
  const instant = (name: string, value: Date | null): object => (value === null ? {} : { [name]: toUnixSeconds(value) })
  return {
    id: row.id,
    url: row.url,
    types: row.types,
    status: row.paused_at ? 'PAUSED' : row.failing_since ? 'FAILING' : 'ACTIVE',
    creation_date: toUnixSeconds(row.created_at),
    undelivered: row.undelivered,
    dead_letters: row.dead,
    ...instant('failing_since', row.failing_since),
    ...instant('paused_date', row.paused_at),
    ...instant('last_attempt_date', row.last_attempt_at),
    ...instant('last_success_date', row.last_success_at),
    ...(row.last_failure === null ? {} : { last_failure: row.last_failure }),
    ...(row.previous_until !== null && row.previous_until > now
      ? instant('previous_secret_expires', row.previous_until)
      : {}),
  }
}
