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
