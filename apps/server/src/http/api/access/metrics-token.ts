import { createHash, timingSafeEqual } from 'node:crypto'
import { ApiError } from '../../errors.ts'

/**
 * For what only whoever runs the server may read. Without a token set it is open: a production start refuses to go without.
 * @throws ApiError `invalid_token`
 */
export function requireMetricsToken(token: string | undefined, authorization: string | undefined): void {
  if (token === undefined || isToken(authorization, token)) return
  throw new ApiError('invalid_token', 'Send the metrics token as Authorization: Bearer.', {
    'www-authenticate': 'Bearer realm="metrics"',
  })
}

function isToken(authorization: string | undefined, token: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text, 'utf8').digest()
  return timingSafeEqual(digest(authorization ?? ''), digest(`Bearer ${token}`))
}
