import { z } from 'zod'
import { sealAlgorithms } from '../identity/operator-identity.ts'

/** Header names and the three of draft-cavage §2.3 that are none. */
const signedName = z
  .string()
  .regex(
    /^(\((request-target|created|expires)\)|[a-z0-9-]+)$/i,
    'a header name, (request-target), (created) or (expires)',
  )
  .transform((name) => name.toLowerCase())

const keyId = z.discriminatedUnion('form', [
  /** `SN=…,CA=…` (NextGenPSD2 1.3 §12.2). */
  z.strictObject({
    form: z.literal('serial-and-issuer'),
    serial: z.enum(['hex', 'hex-lower', 'decimal']).default('hex'),
    /** `reversed`: last written name first, `CN=…,O=…,C=…` (RFC 4514). `as-written`: the certificate's own order. */
    issuer: z.enum(['reversed', 'as-written']).default('reversed'),
    /** Spaces of the issuer as `%20`. */
    encodeSpaces: z.boolean().default(false),
  }),
  /** Where the bank can fetch the certificate; `{sha256}` and `{sha1}` are replaced by its thumbprint, hex. */
  z.strictObject({ form: z.literal('certificate-url'), url: z.url() }),
  z.strictObject({
    form: z.literal('thumbprint'),
    digest: z.enum(['sha1', 'sha256']).default('sha256'),
    encoding: z.enum(['hex', 'hex-lower', 'base64', 'base64url']).default('hex'),
  }),
  /** The serial number alone. */
  z.strictObject({ form: z.literal('serial'), serial: z.enum(['hex', 'hex-lower', 'decimal']).default('hex') }),
  /** `organizationIdentifier` of the certificate. */
  z.strictObject({ form: z.literal('organisation') }),
  /** What the bank gave at registration. */
  z.strictObject({ form: z.literal('fixed'), value: z.string().regex(/^[\x20-\x7e]+$/) }),
])
export type KeyIdOptions = z.infer<typeof keyId>

/** Members of the `Signature` header, in the order of draft-cavage §2.1. */
const members = ['keyId', 'algorithm', 'created', 'expires', 'headers', 'signature'] as const

/**
 * How one bank wants its requests signed: draft-cavage-http-signatures (6 to 12), as NextGenPSD2 1.3 §12 and STET 1.4 §3.6
 * use it. All of it differs between banks, so all of it is data. A driver takes this as its option `signature`; signing
 * itself is done by the HTTP client.
 */
export const signatureOptions = z.strictObject({
  algorithm: z.enum(sealAlgorithms).default('rsa-sha256'),
  /** What `algorithm="…"` says; by default the algorithm's own name, `hs2019` for PSS. */
  algorithmName: z
    .string()
    .regex(/^[\w-]+$/)
    .optional(),
  /** Which of the members are sent, in which order; `algorithm` may be left out. `created` and `expires` only when signed. */
  members: z
    .array(z.enum(members))
    .default([...members])
    .refine(complete, 'keyId, headers and signature are needed'),
  /** Between members. */
  separator: z.enum([',', ', ']).default(','),
  /** `created` and `expires` in quotes, against the draft, where a bank wants it so. */
  quoteTimes: z.boolean().default(false),
  /**
   * What is signed, in this order. A header that a request does not have is left out; `digest`, `date`, `host` and
   * `x-request-id` are added where they are missing.
   */
  headers: z
    .array(signedName)
    .min(1)
    .default(['digest', 'x-request-id', 'date', 'psu-id', 'psu-corporate-id', 'tpp-redirect-uri']),
  /** Life of `(expires)`, seconds. */
  expiresSeconds: z.int().min(1).max(3600).default(300),
  requestTarget: z
    .strictObject({
      /** Beginning of the path that the bank's gateway cuts off before it verifies. */
      stripPrefix: z.string().startsWith('/').optional(),
      /** The draft wants the query in. */
      query: z.boolean().default(true),
    })
    .default({ query: true }),
  digest: z
    .strictObject({
      algorithm: z.enum(['SHA-256', 'SHA-512']).default('SHA-256'),
      /** `always`: that of the empty text where there is no body. */
      when: z.enum(['always', 'with-body', 'never']).default('always'),
    })
    .default({ algorithm: 'SHA-256', when: 'always' }),
  keyId: keyId.default({ form: 'serial-and-issuer', serial: 'hex', issuer: 'reversed', encodeSpaces: false }),
  certificate: z
    .strictObject({
      header: z
        .string()
        .regex(/^[\w-]+$/)
        .default('TPP-Signature-Certificate'),
      /**
       * `der`: base64 on one line. `pem-url-encoded`: percent-encoded with its lines. `pem-one-line`: PEM without line ends.
       * `none`: the bank knows it or fetches it.
       */
      form: z.enum(['der', 'pem-one-line', 'pem-url-encoded', 'none']).default('der'),
    })
    .default({ header: 'TPP-Signature-Certificate', form: 'der' }),
  /** `authorization` writes `Authorization: Signature …`, for calls that carry no token. */
  header: z.enum(['signature', 'authorization']).default('signature'),
  /** Paths that are signed, by their beginning; by default all, token calls included. */
  paths: z.array(z.string().startsWith('/')).default(['/']),
})

export type SignatureOptions = z.infer<typeof signatureOptions>
/** As written in a catalogue: everything may be left out. */
export type SignatureOptionsInput = z.input<typeof signatureOptions>

function complete(chosen: readonly string[]): boolean {
  return (
    ['keyId', 'headers', 'signature'].every((name) => chosen.includes(name)) && new Set(chosen).size === chosen.length
  )
}
