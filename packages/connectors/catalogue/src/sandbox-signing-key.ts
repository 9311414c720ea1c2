import { createECDH, createHash, createPrivateKey } from 'node:crypto'

/**
 * Key by which a sandbox signs towards the test bank, PKCS#8 PEM. Derived from a sentence that everybody knows, so that both
 * ends have it and it stands in no file; it protects nothing.
 */
export function sandboxSigningKey(): string {
  const d = createHash('sha256').update('raccord sandbox client key').digest()
  const curve = createECDH('prime256v1')
  curve.setPrivateKey(d)
  const point = curve.getPublicKey()
  const [x, y] = [point.subarray(1, 33).toString('base64url'), point.subarray(33, 65).toString('base64url')]
  const key = createPrivateKey({
    key: { kty: 'EC', crv: 'P-256', d: d.toString('base64url'), x, y },
    format: 'jwk',
  })
  return key.export({ type: 'pkcs8', format: 'pem' }).toString()
}
