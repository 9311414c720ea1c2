import { createHash } from 'node:crypto'
import { Secret } from '@raccord/connector-kit'

/**
 * SHA-256 of an opaque token, to find it by: tokens are 256 random bits, so that there is nothing to guess and nothing
 * gained by a slow or keyed hash. Never for what a person chose (`password.ts`) or what is short (`Vault.fingerprints`).
 */
export function hashToken(token: string | Secret): Buffer {
  return createHash('sha256')
    .update(token instanceof Secret ? token.expose() : token, 'utf8')
    .digest()
}
