import { isTimeZone, signatureOptions } from '@raccord/connector-kit'
import { oauthOptions } from '@raccord/connector-oauth'
import { z } from 'zod'

const psuHeaders = [
  'PSU-IP-Address',
  'PSU-User-Agent',
  'PSU-Accept',
  'PSU-Accept-Language',
  'PSU-Date',
  'PSU-HTTP-Method',
] as const
export type PsuHeader = (typeof psuHeaders)[number]

/** What differs between banks of this standard. A bank is one value of this; no code knows a bank's name. */
export const stetOptions = z.strictObject({
  /** Where `/accounts` begins, version and all (`https://bank.example/stet/psd2/v1.4.2`), without a slash at the end. */
  baseUrl: z.url().transform((url) => url.replace(/\/+$/, '')),
  /** Generation of the standard: decides where owners are read unless `owners` says so. */
  version: z.enum(['1.4', '1.6', '2.0']).default('1.4'),
  /** The bank's authorization server and who we are there; members below. */
  oauth: z.strictObject({
    ...oauthOptions,
    /** `extended_transaction_history` opens what is older than 90 days. */
    scope: z.string().default('aisp extended_transaction_history'),
    /** Sent when a token is renewed, for banks that give the long history once. Absent: no scope is sent. */
    refreshScope: z.string().optional(),
  }),
  /**
   * `PUT /consents` with the account numbers: where the list shows accounts without links to what is in them, always, or
   * never (then such accounts are tried at the standard's addresses).
   */
  consents: z.enum(['when-links-are-missing', 'always', 'never']).default('when-links-are-missing'),
  /** `psuIdentity` of that consent: without it the name of the person is not told. */
  consentIdentity: z.boolean().default(true),
  /** `trustedBeneficiaries` of that consent. */
  consentBeneficiaries: z.boolean().default(false),
  /** `end-user-identity` (1.4): who is connected, for all accounts; `accounts-owners` (from 1.6): the holders of each. */
  owners: z.enum(['none', 'end-user-identity', 'accounts-owners']).optional(),
  /** `inline`: those of the list suffice; each account without any is asked for them all the same. */
  balances: z.enum(['inline', 'separate']).default('inline'),
  /** Whether accounts of type CARD are read. */
  cardAccounts: z.boolean().default(true),
  /** Sent while the person is there; the first tells the bank that he is. */
  psuHeaders: z
    .array(z.enum(psuHeaders))
    .default(['PSU-IP-Address', 'PSU-User-Agent', 'PSU-Accept', 'PSU-Accept-Language']),
  /** Where the bank's days begin (IANA): instants are read as days of this zone. Absent: that of its country. */
  timeZone: z.string().refine(isTimeZone).optional(),
  /** The bank leaves out the list of entries where there are none. Without it such an answer is no answer. */
  absentListIsEmpty: z.boolean().default(false),
  /** Furthest day asked for, counted back from today. */
  maxHistoryDays: z.int().min(1).max(36_500).default(730),
  /** Asked for instead where the bank refuses the other one. */
  shortHistoryDays: z.int().min(1).default(89),
  /** True where a bank opens its long history to the first access token only: a renewed one never asks for it. */
  longHistoryOnce: z.boolean().default(false),
  /** Guard against a bank whose pages never end. */
  maxPages: z.int().min(1).default(2000),
  /** `entryReference` names an entry for ever: it is known by it alone, whatever the bank rewrites of it. */
  stableEntryReference: z.boolean().default(false),
  /** What ends the permission at the bank: its token, and where a bank has it `DELETE /consents`. */
  revocation: z.enum(['token', 'token-and-consents', 'none']).default('token'),
  /** `Accept` of every call. */
  accept: z.string().default('application/hal+json, application/json'),
  /** `Content-Type` of bodies: some gateways compare it letter by letter. */
  contentType: z.string().default('application/json; charset=utf-8'),
  /** Sent with every call, for gateways that want headers of their own. */
  headers: z.record(z.string(), z.string()).default({}),
  /** How requests are signed (STET 1.4 §3.6); the HTTP client does it with the operator's seal. */
  signature: signatureOptions.optional(),
})

export type StetOptions = z.infer<typeof stetOptions>
/** As written in a catalogue: everything with a default may be left out. */
export type StetOptionsInput = z.input<typeof stetOptions>
