import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/**
 * The caller's `X-Request-ID` if it can't do harm in a log line or a header, else one of our own. Comes back with every
 * answer, in the header and in error bodies.
 */
export function requestId(request: IncomingMessage): string {
  const given = request.headers['x-request-id']
  return typeof given === 'string' && /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(given) ? given : randomUUID()
}
