import { createHash, createPrivateKey } from 'node:crypto'

/** Which numbers of the row are prime: found once, so that nobody has to look for them again. */
const turns = { p: 41, q: 224 }
const e = 65_537n

/**
 * RSA key, PKCS#8 PEM, of the application that a sandbox is known as at the test bank's Enable Banking. Derived from a sentence that
 * everybody knows, so that both ends have it and it stands in no file; it protects nothing.
 */
export function sandboxRsaKey(): string {
  const [p, q] = [primeOf('p'), primeOf('q')]
  const d = inverse(e, (p - 1n) * (q - 1n))
  const key = createPrivateKey({
    key: {
      kty: 'RSA',
      n: written(p * q),
      e: written(e),
      d: written(d),
      p: written(p),
      q: written(q),
      dp: written(d % (p - 1n)),
      dq: written(d % (q - 1n)),
      qi: written(inverse(q, p)),
    },
    format: 'jwk',
  })
  return key.export({ type: 'pkcs8', format: 'pem' }).toString()
}

function primeOf(name: 'p' | 'q'): bigint {
  const parts = [0, 1, 2, 3].map((part) =>
    createHash('sha256').update(`raccord sandbox enable banking key ${name} ${turns[name]} ${part}`).digest(),
  )
  const bytes = Buffer.concat(parts)
  bytes[0] = (bytes[0] ?? 0) | 0xc0
  bytes[127] = (bytes[127] ?? 0) | 1
  return BigInt(`0x${bytes.toString('hex')}`)
}

/** By Euclid's algorithm. */
function inverse(of: bigint, modulus: bigint): bigint {
  let [a, b, x, y] = [of % modulus, modulus, 1n, 0n]
  while (a > 1n) [a, b, x, y] = [b % a, a, y - (b / a) * x, x]
  return ((x % modulus) + modulus) % modulus
}

function written(value: bigint): string {
  const hex = value.toString(16)
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex').toString('base64url')
}
