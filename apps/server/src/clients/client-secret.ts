import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { Secret } from '@raccord/connector-kit'
import type { Client } from './client.ts'

/** How many secrets of one client work at once. */
const liveSecrets = 2

/** 256 random bits: nothing to guess, so a fast hash is enough at rest. */
export function newClientSecret(): Secret {
  return new Secret(randomBytes(32).toString('base64url'))
}

export function hashClientSecret(secret: string): Uint8Array {
  return createHash('sha256').update(secret, 'utf8').digest()
}

const nobody = hashClientSecret(randomBytes(32).toString('base64url'))

/**
 * Whether `secret` is one of the client's. As long for an unknown client as for a known one, so that ids can't be
 * learnt by timing; hashes are compared in constant time.
 */
export function isClientSecret(client: Client | undefined, secret: string): boolean {
  const given = hashClientSecret(secret)
  let matches = false
  for (let slot = 0; slot < liveSecrets; slot += 1) {
    const kept = client?.secretHashes[slot] ?? nobody
    if (kept.byteLength === given.byteLength && timingSafeEqual(kept, given)) matches = true
  }
  return matches && client !== undefined
}

/** The hashes after a rotation: the new secret, and the one that was newest until now. */
export function rotatedHashes(client: Client, secret: Secret): Uint8Array[] {
  return [hashClientSecret(secret.expose()), ...client.secretHashes].slice(0, liveSecrets)
}
