import { z } from 'zod'

const consentModels = ['bank-offered', 'detailed', 'global', 'list-only'] as const
export type ConsentModel = (typeof consentModels)[number]

/** Where a field of the credential form goes on the wire. `iban` feeds the `detailed` consent. */
const credentialTargets = ['psuId', 'psuCorporateId', 'password', 'additionalPassword', 'iban'] as const
export type CredentialTarget = (typeof credentialTargets)[number]

const oauthClient = {
  clientId: z.string().min(1),
  /** Absent: a public client, or one known by its certificate (`tls_client_auth`). */
  clientSecret: z.string().min(1).optional(),
  /** How the client proves itself at the token endpoint (RFC 6749 §2.3, RFC 8705 §2). */
  clientAuthentication: z.enum(['none', 'client_secret_basic', 'client_secret_post', 'tls_client_auth']).optional(),
}

const oauth = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  /** The bank's `scaOAuth` link leads to its metadata. `{consentId}` in `scope` is replaced. */
  z.strictObject({ kind: z.literal('integrated'), ...oauthClient, scope: z.string().default('AIS:{consentId}') }),
  /** A token before the consent; `metadataUrl` is the bank's RFC 8414 document. */
  z.strictObject({
    kind: z.literal('pre-step'),
    ...oauthClient,
    metadataUrl: z.url(),
    scope: z.string().default('AIS'),
  }),
])
export type OAuthOptions = z.infer<typeof oauth>

/** What differs between banks of this standard. A bank is one value of this; no code knows a bank's name. */
export const berlinGroupOptions = z.strictObject({
  /** Where the bank's `/v1/…` begins, without a slash at the end. */
  baseUrl: z.url().transform((url) => url.replace(/\/+$/, '')),
  /** Kinds of `access` in order of preference; the next is tried where the bank refuses one before any SCA. */
  consentModels: z.array(z.enum(consentModels)).min(1).default(['bank-offered', 'global']),
  /** Ask for the owner's name in a `global` consent (`allAccountsWithOwnerName`). */
  ownerName: z.boolean().default(false),
  /** `TPP-Explicit-Authorisation-Preferred`; `bank` leaves the header out. */
  authorisation: z.enum(['bank', 'explicit', 'implicit']).default('bank'),
  /** `TPP-Redirect-Preferred` per channel: true for REDIRECT, false for EMBEDDED. False leaves the header out. */
  redirectPreferred: z.boolean().default(true),
  /** Send `TPP-Nok-Redirect-URI`, for banks that return a refusal to an address of its own. */
  nokRedirect: z.boolean().default(true),
  oauth: oauth.default({ kind: 'none' }),
  /** Field id of the credential form → target. */
  credentials: z.record(z.string(), z.enum(credentialTargets)).default({ login: 'psuId', password: 'password' }),
  /** `PSU-ID-Type` and `PSU-Corporate-ID-Type`, where a bank serves several kinds of user on one address. */
  psuIdType: z.string().optional(),
  psuCorporateIdType: z.string().optional(),
  /** Repeat the PSU's identification and the redirect address on every call, reading included. */
  identifyEveryCall: z.boolean().default(false),
  /** `inline`: `/accounts?withBalance=true`; `separate`: `/accounts/{id}/balances` for each. */
  balances: z.enum(['inline', 'separate']).default('inline'),
  /** Whether the bank has `/card-accounts`. */
  cardAccounts: z.boolean().default(true),
  /** Asked one after the other: `[both]`, or `[booked, pending]` where a bank has no `both`. */
  bookingStatuses: z
    .array(z.enum(['booked', 'pending', 'both', 'all', 'information']))
    .min(1)
    .default(['both']),
  /** `Accept` of transaction calls. Only JSON is read today. */
  transactionsAccept: z.string().default('application/json'),
  /** Furthest day asked for, counted back from today. */
  maxHistoryDays: z.int().min(1).max(36_500).default(730),
  /** Asked for instead where the bank answers PERIOD_INVALID (outside the minutes after SCA, RTS Art. 10a). */
  shortHistoryDays: z.int().min(1).default(89),
  /** Guard against a bank whose pages never end. */
  maxPages: z.int().min(1).default(2000),
  /** True where `entryReference` names an entry for ever; the importer may then match by it alone. */
  stableEntryReference: z.boolean().default(false),
  /**
   * Our own address, sent as `PSU-IP-Address` when a consent is created and nobody is there: the standard asks for one on
   * that call (1.3 §6.3.1) and says to send the TPP's own. Never sent on a reading, where it would count as attended.
   */
  ownIpAddress: z.union([z.ipv4(), z.ipv6()]).optional(),
  /** `authenticationType`s of this bank that ask a question in words (`additionalInformation`) rather than a code. */
  questionTypes: z.array(z.string()).default(['QUESTION']),
  /** How long a code is good, seconds, where the bank's documentation says so and its answers do not. */
  challengeSeconds: z.int().min(10).optional(),
  /** How long a confirmation in the bank's app is waited for, seconds, and the pause between two questions. */
  decoupledSeconds: z.int().min(10).default(300),
  pollSeconds: z.int().min(1).default(3),
  /** How long an authorisation may stay `received` after the person came back, seconds. */
  settleSeconds: z.int().min(0).default(60),
  /** `Content-Type` of bodies: some gateways compare it letter by letter. */
  contentType: z.string().default('application/json'),
  /** Sent with every call, for gateways that want headers of their own. */
  headers: z.record(z.string(), z.string()).default({}),
})

export type BerlinGroupOptions = z.infer<typeof berlinGroupOptions>
/** As written in a catalogue: everything with a default may be left out. */
export type BerlinGroupOptionsInput = z.input<typeof berlinGroupOptions>
