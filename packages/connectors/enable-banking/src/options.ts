import { isTimeZone, Secret } from '@raccord/connector-kit'
import { z } from 'zod'

export const psuTypes = ['personal', 'business'] as const
/** Whose accounts: a person's own, or those of a company. */
export type PsuType = (typeof psuTypes)[number]

/** Where their API is; both of their environments share it, the application decides. */
export const enableBankingUrl = 'https://api.enablebanking.com'

/** Where they send people: pages of theirs, whose host is not the API's. */
export const enableBankingHosts: readonly string[] = ['api.enablebanking.com', '*.enablebanking.com']

const key = z
  .union([z.string().min(1), z.instanceof(Secret)])
  .transform((given) => (typeof given === 'string' ? new Secret(given) : given))

/** A bank behind Enable Banking, and who we are there. Most of it comes from their list of banks. */
export const enableBankingOptions = z.strictObject({
  /** Where their interface is, without a slash at the end. */
  baseUrl: z
    .url()
    .default(enableBankingUrl)
    .transform((url) => url.replace(/\/+$/, '')),
  /** Id of the application, a UUID. */
  applicationId: z.uuid(),
  /** RSA key of the application, PKCS#8 or PKCS#1 in PEM. */
  privateKey: key,
  /** Name and country together are how they know a bank: there is no id. */
  aspsp: z.strictObject({ name: z.string().min(1), country: z.string().regex(/^[A-Z]{2}$/) }),
  /** Kinds of customer that the bank tells apart; with two of them the person is asked. */
  psuTypes: z.array(z.enum(psuTypes)).min(1).default(['personal']),
  /** Way of signing in that has to be named, by kind of customer: where all of a bank's ways are hidden on their page. */
  authMethods: z.partialRecord(z.enum(psuTypes), z.string().min(1)).default({}),
  /** Headers by which the bank learns that the person is there: all of them are sent, or none. */
  requiredPsuHeaders: z.array(z.string()).default([]),
  /** Longest permission, in seconds. */
  maximumConsentValidity: z
    .int()
    .min(60)
    .default(90 * 86_400),
  /** Where the bank's days begin (IANA). Absent: that of its country. */
  timeZone: z.string().refine(isTimeZone).optional(),
  /** Furthest day asked for without the person, counted back: both ends count, so this is 90 days (RTS Art. 10a). */
  historyDays: z.int().min(1).max(36_500).default(89),
  /** Addresses of a private network are told too: of use towards a counterpart on the same machine only. */
  privateAddresses: z.boolean().default(false),
  /** Guard against a bank whose pages never end. */
  maxPages: z.int().min(1).default(2000),
})

export type EnableBankingOptions = z.infer<typeof enableBankingOptions>
/** As written in a catalogue: everything with a default may be left out. */
export type EnableBankingOptionsInput = z.input<typeof enableBankingOptions>
