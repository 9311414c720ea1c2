import { isTimeZone, signatureOptions } from '@raccord/connector-kit'
import { oauthOptions, responseTypes } from '@raccord/connector-oauth'
import { z } from 'zod'

/** OBReadConsent1, `Data.Permissions` (both versions). */
const permissions = [
  'ReadAccountsBasic',
  'ReadAccountsDetail',
  'ReadBalances',
  'ReadBeneficiariesBasic',
  'ReadBeneficiariesDetail',
  'ReadDirectDebits',
  'ReadOffers',
  'ReadPAN',
  'ReadParty',
  'ReadPartyPSU',
  'ReadProducts',
  'ReadScheduledPaymentsBasic',
  'ReadScheduledPaymentsDetail',
  'ReadStandingOrdersBasic',
  'ReadStandingOrdersDetail',
  'ReadStatementsBasic',
  'ReadStatementsDetail',
  'ReadTransactionsBasic',
  'ReadTransactionsCredits',
  'ReadTransactionsDebits',
  'ReadTransactionsDetail',
] as const

/** What differs between banks of this standard. A bank is one value of this; no code knows a bank's name. */
export const openBankingUkOptions = z.strictObject({
  /** Where `/account-access-consents` and `/accounts` are: `https://bank.example/open-banking/v3.1/aisp`. */
  baseUrl: z.url().transform((url) => url.replace(/\/+$/, '')),
  /** Which one the bank speaks, for people: requests are the same, and words of 3.1 and codes of 4.0 are read alike. */
  version: z.enum(['3.1', '4.0']).default('3.1'),
  /** The bank's authorization server and who we are there; members below. */
  oauth: z.strictObject({
    ...oauthOptions,
    /** Of the person's token. */
    scope: z.string().default('openid accounts'),
    /** Of our own token, with which consents are made. */
    clientScope: z.string().default('accounts'),
    /** FAPI 1.0 Advanced: `code id_token` signs the answer; `code` relies on `iss` and PKCE. */
    responseType: z.enum(responseTypes).default('code id_token'),
    /** How long a request object may be used, seconds. */
    requestObjectSeconds: z.int().min(30).max(3600).default(300),
    /** `acr` values asked for as an essential claim of the ID token; empty: none is asked for. */
    acrValues: z.array(z.string()).default(['urn:openbanking:psd2:sca']),
  }),
  /** What is asked for; no more than is read. */
  permissions: z
    .array(z.enum(permissions))
    .min(1)
    .default([
      'ReadAccountsDetail',
      'ReadBalances',
      'ReadTransactionsCredits',
      'ReadTransactionsDebits',
      'ReadTransactionsDetail',
    ]),
  /** `ExpirationDateTime` of a consent that is to last: banks want none since the person reconfirms with us every 90 days. */
  expiration: z.enum(['none', 'asked']).default('none'),
  /** `TransactionFromDateTime` as far back as `maxHistoryDays`. */
  limitHistory: z.boolean().default(false),
  /**
   * The person reconfirms on our own screen and the consent at the bank goes on (SCA-RTS Art. 10A as the FCA applies it). False:
   * a renewal is a new consent.
   */
  reconfirmation: z.boolean().default(true),
  /** `x-fapi-financial-id`, at banks that still want it. */
  financialId: z.string().optional(),
  /** Where the bank's days begin (IANA): instants are read as days of this zone. Absent: that of its country. */
  timeZone: z.string().refine(isTimeZone).optional(),
  /** The bank leaves out the list of entries where there are none. Without it such an answer is no answer. */
  absentListIsEmpty: z.boolean().default(false),
  /** Furthest day asked for, counted back from today. */
  maxHistoryDays: z.int().min(1).max(36_500).default(730),
  /** Asked for instead where the bank refuses the other one: beyond 90 days only minutes after the person was there. */
  shortHistoryDays: z.int().min(1).default(89),
  /** `fromBookingDateTime` as `2026-01-01T00:00:00`, the standard's own form, or with `Z` or `+00:00` behind. */
  dateTimeForm: z.enum(['local', 'utc', 'offset']).default('local'),
  /** Guard against a bank whose pages never end. */
  maxPages: z.int().min(1).default(2000),
  /** `TransactionReference` names an entry for ever: it is known by it alone, whatever the bank rewrites of it. */
  stableEntryReference: z.boolean().default(false),
  /** `Accept` of every call. */
  accept: z.string().default('application/json'),
  /** `Content-Type` of bodies: some gateways compare it letter by letter. */
  contentType: z.string().default('application/json; charset=utf-8'),
  /** Sent with every call, for gateways that want headers of their own. */
  headers: z.record(z.string(), z.string()).default({}),
  /** No bank of this standard wants it for reading; gateways in front of some do. */
  signature: signatureOptions.optional(),
})

export type OpenBankingUkOptions = z.infer<typeof openBankingUkOptions>
/** As written in a catalogue: everything with a default may be left out. */
export type OpenBankingUkOptionsInput = z.input<typeof openBankingUkOptions>
