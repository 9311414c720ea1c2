import { createECDH, createHash } from 'node:crypto'

/**
 * Public half of the key by which a sandbox proves itself where banks want signed requests. It is derived from a sentence that
 * everybody knows, so it protects nothing; it is there so that the whole of the protocol is walked.
 */
export function sandboxClientKey(): { readonly [member: string]: string } {
  const curve = createECDH('prime256v1')
  curve.setPrivateKey(createHash('sha256').update('raccord sandbox client key').digest())
  const point = curve.getPublicKey()
  return {
    kty: 'EC',
    crv: 'P-256',
    use: 'sig',
    alg: 'ES256',
    kid: 'raccord-sandbox',
    x: point.subarray(1, 33).toString('base64url'),
    y: point.subarray(33, 65).toString('base64url'),
  }
}
