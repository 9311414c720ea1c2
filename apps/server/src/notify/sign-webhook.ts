import { randomBytes } from 'node:crypto'
import type { Secret } from '@raccord/connector-kit'
import { Webhook } from 'standardwebhooks'

/** A secret as Standard Webhooks writes it: 32 random bytes. */
export function newWebhookSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`
}

/**
 * The headers of Standard Webhooks: one signature for each live secret, so that a receiver that knows either verifies it.
 *
 * @param body exactly the bytes that are sent
 */
export function signWebhook(
  message: { readonly id: string; readonly at: Date; readonly body: string },
  secrets: readonly Secret[],
): { 'webhook-id': string; 'webhook-timestamp': string; 'webhook-signature': string } {
  const { id, body } = message
  const timestamp = String(Math.floor(message.at.getTime() / 1000))
  const signatures = secrets.map((secret) => new Webhook(secret.expose()).sign(id, message.at, body))
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') }
}
