import { createHash } from 'node:crypto'

/**
 * Under which failed sign-ins of one user are counted, by the token call and the sign-in page together. A hash: the limiter
 * keeps its keys for a while, and emails have no business there.
 */
export function signInKey(clientId: string, username: string): string {
  return createHash('sha256')
    .update(`${clientId}\n${username.trim().normalize('NFC').toLowerCase()}`)
    .digest('base64url')
}
