import { z } from 'zod'

/**
 * How a bank wants passwords encrypted (`encryptedPassword`, NextGenPSD2 1.3 §14.21: JWE, RFC 7516, compact). The standard
 * leaves algorithms and key to the bank.
 */
export const passwordEncryption = z.strictObject({
  /** Of the key (`alg`). */
  algorithm: z.enum(['RSA-OAEP', 'RSA-OAEP-256', 'RSA-OAEP-384', 'RSA-OAEP-512']).default('RSA-OAEP-256'),
  /** Of the content (`enc`). */
  content: z.enum(['A128GCM', 'A192GCM', 'A256GCM', 'A128CBC-HS256', 'A256CBC-HS512']).default('A256GCM'),
  /**
   * The bank's: `{pem}`, a certificate or public key; `{jwk}`; `{url}`, where it is published as PEM, a JWK, or a set of them;
   * `{link}`, name of the link of the bank's answer that leads to it.
   */
  key: z.union([
    z.strictObject({ pem: z.string().startsWith('-----BEGIN') }),
    z.strictObject({ jwk: z.record(z.string(), z.unknown()) }),
    z.strictObject({ url: z.url() }),
    z.strictObject({ link: z.string().min(1) }),
  ]),
  /** `kid` of the key, to choose it out of a set; sent in the header. */
  keyId: z.string().optional(),
  /** Also where the bank's link asks for a plain password. */
  always: z.boolean().default(false),
})
export type PasswordEncryption = z.infer<typeof passwordEncryption>
