import type { Notification } from './generated/shapes.ts'

export type WebhookFault = 'missing_header' | 'bad_secret' | 'too_old' | 'too_new' | 'no_match' | 'unreadable_body'

/** Why a delivery is not to be believed: answer 400 and do nothing. */
export class WebhookError extends Error {
  override readonly name = 'WebhookError'
  readonly fault: WebhookFault
  constructor(fault: WebhookFault, message: string) {
    super(message)
    this.fault = fault
  }
}

/** As Node, Express, Fetch and workers hold them; names in any case. */
export type WebhookHeaders = Headers | Readonly<Record<string, string | readonly string[] | undefined>>

export interface VerifyOptions {
  /** How far its timestamp may be from now. Default 300. */
  readonly toleranceSeconds?: number
  /** Unix milliseconds; for tests. */
  readonly now?: number
}

/**
 * Verifies a delivery by the Standard Webhooks algorithm and answers the event; throws `WebhookError`. `body` as it came:
 * text or bytes, not parsed. Several secrets while you change over. Deliveries come at least once: keep the ids.
 */
export async function verifyWebhook(
  secret: string | readonly string[],
  headers: WebhookHeaders,
  body: string | Uint8Array,
  options: VerifyOptions = {},
): Promise<Notification> {
  const id = header(headers, 'webhook-id')
  const timestamp = header(headers, 'webhook-timestamp')
  const signatures = header(headers, 'webhook-signature')
  checkTime(timestamp, options)
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body
  const signed = joined(new TextEncoder().encode(`${id}.${timestamp}.`), bytes)
  const keys = await Promise.all([secret].flat().map((one) => keyOf(one as string)))
  const given = signatures
    .split(' ')
    .filter((one) => one.startsWith('v1,'))
    .flatMap((one) => bytesOf(one.slice(3)) ?? [])
  // Compares in constant time.
  for (const key of keys)
    for (const signature of given) if (await crypto.subtle.verify('HMAC', key, signature, signed)) return read(bytes)
  throw new WebhookError('no_match', 'No signature of this delivery is by this secret.')
}

function header(headers: WebhookHeaders, name: string): string {
  const value =
    headers instanceof Headers
      ? headers.get(name)
      : Object.entries(headers).find(([given]) => given.toLowerCase() === name)?.[1]
  const text = typeof value === 'string' ? value : value?.[0]
  if (!text) throw new WebhookError('missing_header', `${name} is missing.`)
  return text
}

function checkTime(timestamp: string, { toleranceSeconds = 300, now = Date.now() }: VerifyOptions): void {
  const seconds = /^\d{1,12}$/.test(timestamp) ? Number(timestamp) : Number.NaN
  const away = Math.floor(now / 1000) - seconds
  if (Number.isNaN(away)) throw new WebhookError('missing_header', 'webhook-timestamp is no time.')
  if (away > toleranceSeconds) throw new WebhookError('too_old', 'This delivery is from long ago.')
  if (away < -toleranceSeconds) throw new WebhookError('too_new', 'This delivery is from the future.')
}

async function keyOf(secret: string): Promise<CryptoKey> {
  const bytes = bytesOf(secret.replace(/^whsec_/, ''))
  if (!bytes || bytes.length === 0) throw new WebhookError('bad_secret', 'The secret is not whsec_ and base64.')
  return crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['verify'])
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))
  } catch {
    return undefined
  }
}

function joined(head: Uint8Array, tail: Uint8Array): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(head.length + tail.length)
  all.set(head)
  all.set(tail, head.length)
  return all
}

function read(bytes: Uint8Array): Notification {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as Notification
  } catch {
    throw new WebhookError('unreadable_body', 'The body of this delivery is no JSON.')
  }
}
