import { z } from 'zod'

const parameters = z.record(z.string(), z.string().nullable()).default({})

const client = {
  /** What the bank gave at registration, often the organisation id of the certificate. */
  clientId: z.string().min(1),
  /** Absent: a public client, or one known by its certificate (`tls_client_auth`). */
  clientSecret: z.string().min(1).optional(),
  /** How the client proves itself at the token endpoint (RFC 6749 §2.3, RFC 8705 §2). */
  clientAuthentication: z.enum(['none', 'client_secret_basic', 'client_secret_post', 'tls_client_auth']).optional(),
}

const codeFlow = {
  ...client,
  /** Of the authorization server, for banks whose metadata document is missing or wrong. */
  authorizationEndpoint: z.url().optional(),
  /** Likewise; both, and no document is fetched. */
  tokenEndpoint: z.url().optional(),
  /** Likewise (RFC 7009). */
  revocationEndpoint: z.url().optional(),
  /** What `iss` and the metadata must say, where it is not the document's own origin. */
  issuer: z.url().optional(),
  /**
   * Parameters of the authorization request by name, in the order in which they are sent; what the request has besides
   * follows. Replaced in a value: `{clientId}`, `{redirectUri}`, `{scope}`, `{state}`, `{codeChallenge}`, `{consentId}`,
   * `{authorisationId}`, and `{scaOAuth}`, the bank's link as it sent it. `null` leaves one out.
   */
  authorizeParameters: parameters,
  /** The same of the token request, with `{code}` and `{codeVerifier}`; what OAuth itself needs cannot be left out. */
  tokenParameters: parameters,
  /**
   * False for a bank that loses `state` on the way back. PKCE then is all that ties the code to its request; one that does
   * come back must still be ours.
   */
  stateReturned: z.boolean().default(true),
  /** Header that carries the access token, as `Bearer`. */
  tokenHeader: z.string().default('Authorization'),
}

export const oauthOptions = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  /** The consent's `scaOAuth` link leads on. */
  z.strictObject({
    kind: z.literal('integrated'),
    ...codeFlow,
    /** What the bank's link is: the metadata document, or already the page for the browser (needs `tokenEndpoint`). */
    scaOAuthLink: z.enum(['metadata', 'authorization']).default('metadata'),
    /** Instead of the document that the link names. */
    metadataUrl: z.url().optional(),
    /** `{consentId}` is replaced. Of a pre-step `AIS` by default. */
    scope: z.string().default('AIS:{consentId}'),
  }),
  /** A token before the consent; `metadataUrl` is the bank's RFC 8414 document. */
  z
    .strictObject({
      kind: z.literal('pre-step'),
      ...codeFlow,
      metadataUrl: z.url().optional(),
      scope: z.string().default('AIS'),
    })
    .refine(
      (one) =>
        one.metadataUrl !== undefined || (one.authorizationEndpoint !== undefined && one.tokenEndpoint !== undefined),
      'needs metadataUrl, or authorizationEndpoint and tokenEndpoint',
    ),
])
export type OAuthOptions = z.infer<typeof oauthOptions>
export type CodeFlow = Exclude<OAuthOptions, { kind: 'none' }>

/**
 * A token of our own (client credentials, RFC 6749 §4.4) on every call: gateways ask it of everybody. Where the person's token
 * wants the same header, his goes.
 */
export const applicationToken = z.strictObject({
  ...client,
  tokenEndpoint: z.url(),
  scope: z.string().optional(),
  parameters,
  header: z.string().default('Authorization'),
})
export type ApplicationToken = z.infer<typeof applicationToken>
