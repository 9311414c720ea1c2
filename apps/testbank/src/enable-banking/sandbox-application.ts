import { createHash, createPublicKey } from 'node:crypto'
import type { KnownApplication } from './applications.ts'

/** Which numbers of the row are prime: found once, so that nobody has to look for them again. */
const turns = { p: 41, q: 224 }

/**
 * The application that a sandbox is known as. Its key is derived from a sentence that everybody knows, so it protects nothing; it is
 * there so that the whole of the protocol is walked.
 */
export function sandboxApplication(): KnownApplication {
  const n = (numberOf('p') * numberOf('q')).toString(16)
  const modulus = Buffer.from(n, 'hex').toString('base64url')
  return {
    id: '5a9d1c00-0000-4000-8000-00000000eb01',
    name: 'Raccord sandbox',
    key: createPublicKey({ key: { kty: 'RSA', n: modulus, e: 'AQAB' }, format: 'jwk' }),
    environment: 'SANDBOX',
    redirectUrls: 'any',
  }
}

function numberOf(name: 'p' | 'q'): bigint {
  const parts = [0, 1, 2, 3].map((part) =>
    createHash('sha256').update(`raccord sandbox enable banking key ${name} ${turns[name]} ${part}`).digest(),
  )
  const bytes = Buffer.concat(parts)
  bytes[0] = (bytes[0] ?? 0) | 0xc0
  bytes[127] = (bytes[127] ?? 0) | 1
  return BigInt(`0x${bytes.toString('hex')}`)
}
