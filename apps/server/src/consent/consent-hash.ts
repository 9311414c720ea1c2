import { createHash } from 'node:crypto'
import type { ConsentRecord } from './consent-store.ts'

/** Before the first record. */
export const chainStart: Uint8Array = new Uint8Array(32)

/** SHA-256 over the previous hash and the record in one canonical writing: no record can be altered or left out unseen. */
export function consentHash(previous: Uint8Array, record: ConsentRecord): Uint8Array {
  const text = canonical({
    client: record.clientId,
    user: record.userId,
    connection: record.connectionId,
    journey: record.journeyId,
    provider: record.providerId,
    definitions: record.definitionIds,
    action: record.action,
    locale: record.locale,
    shown: record.shown,
    scope: record.scope,
    at: record.at.toISOString(),
    origin: record.origin,
  })
  return createHash('sha256').update(previous).update(text).digest()
}

/** JSON with sorted keys and without absent values: jsonb keeps neither the order of keys nor `undefined`. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const entries = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(',')}}`
}
