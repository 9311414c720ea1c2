import { createHash, randomBytes } from 'node:crypto'

/** Opaque, 256 random bits, URL-safe. */
export function newTokenText(): string {
  return randomBytes(32).toString('base64url')
}

/** The text is random, so a fast hash is enough at rest. */
export function hashTokenText(text: string): Uint8Array {
  return createHash('sha256').update(text, 'utf8').digest()
}

/** Whether a text could be one of ours: saves a hash and a query for what certainly is not. */
export function isTokenText(text: string): boolean {
  return /^[A-Za-z0-9_-]{43}$/.test(text)
}
