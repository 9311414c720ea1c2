import { z } from 'zod'

const endpoint = z.url({ protocol: /^https?$/ })

/** Where the bank's authorization server is: its RFC 8414 document, or its endpoints where a bank publishes none. */
const server = z.union([
  z.strictObject({ metadataUrl: endpoint }),
  z.strictObject({
    issuer: endpoint,
    authorizationEndpoint: endpoint,
    tokenEndpoint: endpoint,
    revocationEndpoint: endpoint.optional(),
    jwksUri: endpoint.optional(),
    /** Whether its authorization answers name their issuer (RFC 9207). */
    namesIssuer: z.boolean().default(false),
  }),
])

/** JWS algorithms of request objects and client assertions (RFC 7518 §3; FAPI 1.0 Advanced §8.6 allows the first and last). */
export const jwsAlgorithms = ['PS256', 'RS256', 'ES256'] as const

/** What differs between the authorization servers of banks. Spread into the options of a driver. */
export const oauthOptions = {
  /** `{metadataUrl}` of its own document, or `{issuer, authorizationEndpoint, tokenEndpoint, revocationEndpoint, jwksUri, namesIssuer}`. */
  server,
  /** Absent: the organisation identifier of the operator's certificate. */
  clientId: z.string().min(1).optional(),
  /** For `client_secret_basic` (then the default) and `client_secret_post`. */
  clientSecret: z.string().min(1).optional(),
  /** How the client proves itself at the token endpoint (RFC 6749 §2.3, RFC 8705 §2, RFC 7523). */
  clientAuthentication: z
    .enum(['none', 'client_secret_basic', 'client_secret_post', 'tls_client_auth', 'private_key_jwt'])
    .optional(),
  /** PKCS#8 PEM for `private_key_jwt` and request objects; absent: the operator's seal key. */
  signingKey: z.string().min(1).optional(),
  /** `kid` of that key at the bank or in its directory. */
  signingKeyId: z.string().min(1).optional(),
  /** JWS algorithm of what that key signs. */
  signingAlgorithm: z.enum(jwsAlgorithms).default('PS256'),
  /** Of the bank's ID tokens; absent: the strongest its document names, PS256 where it names none. */
  idTokenAlgorithm: z.enum(jwsAlgorithms).optional(),
  /** Use the `mtls_endpoint_aliases` of the document (RFC 8705 §5); absent: with `tls_client_auth`. */
  mtlsEndpoints: z.boolean().optional(),
  /** `aud` of a client assertion: banks of before RFC 7523bis want the token endpoint. */
  assertionAudience: z.enum(['issuer', 'token-endpoint']).default('token-endpoint'),
  /** PKCE S256 (RFC 7636). Off for servers that refuse parameters they do not know. */
  pkce: z.boolean().default(true),
  /** Sent with every authorization request: `brand`, `ui_locales`, … */
  authorizationParameters: z.record(z.string(), z.string()).default({}),
  /** Sent with every token request that concerns a person: `client_id` beside a header, `resource`, … */
  tokenParameters: z.record(z.string(), z.string()).default({}),
}

const shape = z.strictObject(oauthOptions)
export type OAuthOptions = z.infer<typeof shape>
/** What a client is made of, once its server is known; a driver may have less to say. */
export type ClientOptions = Partial<Omit<OAuthOptions, 'server'>>
