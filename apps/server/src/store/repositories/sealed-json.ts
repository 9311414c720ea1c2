import { VaultError } from '../../vault-error.ts'

/** The part of the vault that repositories use. */
export interface Sealer {
  seal(plain: Uint8Array | string, aad: string): Uint8Array
  open(sealed: Uint8Array, aad: string): Uint8Array
}

export function sealJson(vault: Sealer, value: unknown, aad: string): Uint8Array {
  return vault.seal(JSON.stringify(value), aad)
}

/** What `sealJson` sealed under the same name; our own writing, so its shape is trusted. */
export function openJson<T>(vault: Sealer, sealed: Uint8Array, aad: string): T {
  return JSON.parse(Buffer.from(vault.open(sealed, aad)).toString('utf8')) as T
}

/**
 * The same for what its owner can do without: `undefined` where the key is gone or the value is somebody else's. An error
 * would come up at each request and each try of a job, and nobody could mend it.
 */
export function openJsonIfReadable<T>(vault: Sealer, sealed: Uint8Array, aad: string): T | undefined {
  return ifReadable(() => openJson<T>(vault, sealed, aad))
}

/** `undefined` where something sealed does not open. */
export function ifReadable<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    if (error instanceof VaultError) return undefined
    throw error
  }
}
