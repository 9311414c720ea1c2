import { signatureOptions } from '@raccord/connector-kit'
import { z } from 'zod'
import { consentOptions } from './options/consent-options.ts'
import { applicationToken, oauthOptions } from './options/oauth-options.ts'
import { passwordEncryption } from './options/password-encryption.ts'
import { readingOptions } from './options/reading-options.ts'

/** Where a field of the credential form goes on the wire. `iban` feeds the `detailed` consent. */
const credentialTargets = ['psuId', 'psuCorporateId', 'password', 'additionalPassword', 'iban'] as const
export type CredentialTarget = (typeof credentialTargets)[number]

const path = z.string().regex(/^(\/[\w.~-]+)+$/)

const headers = z.record(z.string().regex(/^[\w-]+$/), z.string())

/** What differs between banks of this standard. A bank is one value of this; no code knows a bank's name. */
export const berlinGroupOptions = z.strictObject({
  /** Where the bank's `/v1/…` begins, without a slash at the end. */
  baseUrl: z.url().transform((url) => url.replace(/\/+$/, '')),
  /** First segment of all paths; empty for banks that have none. */
  pathRoot: z
    .string()
    .regex(/^(\/[\w.-]+)*$/)
    .default('/v1'),
  /** Where consents, accounts and card accounts are, if not under `pathRoot`: whole paths behind `baseUrl`. */
  paths: z
    .strictObject({ consents: path.optional(), accounts: path.optional(), cardAccounts: path.optional() })
    .default({}),
  /**
   * Beginnings of links that lead astray, and what they should be: banks whose answers name an inner host, or leave out their
   * gateway's prefix.
   */
  rewriteLinks: z.record(z.string(), z.string()).default({}),
  ...consentOptions,
  ...readingOptions,
  /** How the person's token is had (RFC 6749 §4.1, PKCE); members below. */
  oauth: oauthOptions.default({ kind: 'none' }),
  /**
   * A token of our own on every call (client credentials, RFC 6749 §4.4), as gateways want it: `tokenEndpoint`, `clientId`,
   * `clientSecret`, `clientAuthentication`, `scope`, `parameters` and `header`, by default `Authorization`.
   */
  applicationToken: applicationToken.optional(),
  /** How passwords are encrypted for the bank (JWE); members below. */
  encryption: passwordEncryption.optional(),
  /** How requests are signed with the operator's QSEAL. The HTTP client does it; the driver only lets it be written here. */
  signature: signatureOptions.optional(),
  /** `TPP-Explicit-Authorisation-Preferred`; `bank` leaves the header out. */
  authorisation: z.enum(['bank', 'explicit', 'implicit']).default('bank'),
  /** `TPP-Redirect-Preferred` per channel: true for REDIRECT, false for EMBEDDED. False leaves the header out. */
  redirectPreferred: z.boolean().default(true),
  /** `TPP-Decoupled-Preferred: true`. */
  decoupledPreferred: z.boolean().default(false),
  /** Send `TPP-Nok-Redirect-URI`, for banks that return a refusal to an address of its own. */
  nokRedirect: z.boolean().default(true),
  /** Our `state` rides on `TPP-Redirect-URI`. False: the registered address letter by letter, only where no browser is sent. */
  stateInRedirectUri: z.boolean().default(true),
  /** Field id of the credential form → target. */
  credentials: z.record(z.string(), z.enum(credentialTargets)).default({ login: 'psuId', password: 'password' }),
  /** `PSU-ID-Type`, where a bank serves several kinds of user on one address. */
  psuIdType: z.string().optional(),
  /** `PSU-Corporate-ID-Type`, likewise. */
  psuCorporateIdType: z.string().optional(),
  /** Repeat the PSU's identification and the redirect address on every call, reading included. */
  identifyEveryCall: z.boolean().default(false),
  /**
   * Our own address, sent as `PSU-IP-Address` when a consent is created and nobody is there: the standard asks for one on
   * that call (1.3 §6.3.1) and says to send the TPP's own. Never sent on a reading, where it would count as attended.
   */
  ownIpAddress: z.union([z.ipv4(), z.ipv6()]).optional(),
  /** `authenticationType`s of this bank that ask a question in words (`additionalInformation`) rather than a code. */
  questionTypes: z.array(z.string()).default(['QUESTION']),
  /** How long a code is good, seconds, where the bank's documentation says so and its answers do not. */
  challengeSeconds: z.int().min(10).optional(),
  /** How long a confirmation in the bank's app is waited for, seconds. */
  decoupledSeconds: z.int().min(10).default(300),
  /** Pause between two questions how it stands, seconds. */
  pollSeconds: z.int().min(1).default(3),
  /** How long an authorisation may stay `received` after the person came back, seconds. */
  settleSeconds: z.int().min(0).default(60),
  /** `Content-Type` of bodies: some gateways compare it letter by letter. */
  contentType: z.string().default('application/json'),
  /** `Accept` of all calls but those for transactions. */
  accept: z.string().default('application/json'),
  /**
   * Sent with every call, for gateways that want headers of their own. Replaced in a value: `{requestId}` (that of the call),
   * `{uuid}` (a new one), `{date}` (RFC 9110 §5.6.7), `{isoDate}`, `{operation}`, `{psuId}`, `{consentId}`, `{organisationId}`.
   */
  headers: headers.default({}),
  /**
   * The same for calls of one operation (`consent.create`, `consent.status`, `consent.read`, `consent.delete`,
   * `authorisation.authenticate`, `.select`, `.code`, `.status` …, `accounts.list`, `card-accounts.list`, `balances.read`,
   * `transactions.read`, `oauth.token` …), or of all whose name begins so (`authorisation.*`).
   */
  operationHeaders: z.record(z.string(), headers).default({}),
})

export type BerlinGroupOptions = z.infer<typeof berlinGroupOptions>
/** As written in a catalogue: everything with a default may be left out. */
export type BerlinGroupOptionsInput = z.input<typeof berlinGroupOptions>
