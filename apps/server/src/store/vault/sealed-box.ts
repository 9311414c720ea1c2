/**
 * The bytes of a sealed value, version 1:
 *
 *     1 byte   version
 *     1 byte   length of the key's name, then the name
 *     12 bytes nonce
 *     n bytes  ciphertext (AES-256-GCM)
 *     16 bytes tag
 */
export interface SealedBox {
  /** Everything before the nonce: authenticated with the rest. */
  header: Buffer
  keyId: string
  nonce: Buffer
  ciphertext: Buffer
  tag: Buffer
}

const VERSION = 1
export const NONCE_BYTES = 12
export const TAG_BYTES = 16

export function boxHeader(keyId: string): Buffer {
  const name = Buffer.from(keyId, 'utf8')
  return Buffer.concat([Buffer.from([VERSION, name.length]), name])
}

/** Undefined when the bytes cannot be a sealed value. */
export function readBox(sealed: Uint8Array): SealedBox | undefined {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength)
  const headerLength = 2 + (bytes[1] ?? 0)
  if (bytes[0] !== VERSION || bytes.length < headerLength + NONCE_BYTES + TAG_BYTES) return undefined
  const start = headerLength + NONCE_BYTES
  return {
    header: bytes.subarray(0, headerLength),
    keyId: bytes.subarray(2, headerLength).toString('utf8'),
    nonce: bytes.subarray(headerLength, start),
    ciphertext: bytes.subarray(start, bytes.length - TAG_BYTES),
    tag: bytes.subarray(bytes.length - TAG_BYTES),
  }
}
