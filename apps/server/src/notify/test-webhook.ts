import { randomBytes } from 'node:crypto'
import type { Database } from '../store/database.ts'
import { signWebhook } from './sign-webhook.ts'
import type { Attempt, OpenWebhook } from './webhook-socket.ts'
import type { WebhookStore } from './webhook-store.ts'

/**
 * Sends a webhook something that means nothing (`type: "test"`), signed like all else, and says how that ended. Once: what an operator tries
 * by hand is not tried again. `undefined`: there is no such webhook.
 */
export async function testWebhook(
  database: Database,
  webhooks: Pick<WebhookStore, 'secrets'>,
  open: OpenWebhook,
  id: string,
): Promise<Attempt | undefined> {
  const row = await database.kysely.selectFrom('webhook').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) return undefined
  const at = database.clock.now()
  const message = {
    id: `test_${randomBytes(8).toString('hex')}`,
    type: 'test',
    creation_date: Math.floor(at.getTime() / 1000),
  }
  const body = JSON.stringify(message)
  const socket = open(row.url)
  try {
    const headers = signWebhook({ id: message.id, at, body }, webhooks.secrets(row))
    return await socket.post({ 'content-type': 'application/json', ...headers }, body)
  } finally {
    await socket.close()
  }
}
