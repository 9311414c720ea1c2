import { createHash } from 'node:crypto'

/** Of what a form shows: another one means that somebody has changed it meanwhile. */
export function versionOf(shown: unknown): string {
  return createHash('sha256').update(JSON.stringify(shown)).digest('base64url').slice(0, 22)
}
