import { z } from 'zod'

const fieldId = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/)
const days = z.int().min(1).max(36_500)

/** What differs between banks that speak FinTS 3.0 with PIN/TAN. A bank is one value of this. */
export const fintsOptions = z.strictObject({
  /** The bank's PIN/TAN address. What the bank sends itself (HIKOM) is never followed. */
  url: z.url({ protocol: /^https?$/ }),
  /** Bank code that is sent, eight digits; some banks want one for all their branches. */
  blz: z.string().regex(/^\d{8}$/),
  /** Where the bank does not tell it with its accounts. */
  bic: z
    .string()
    .regex(/^[A-Z0-9]{8}([A-Z0-9]{3})?$/)
    .optional(),
  /** Which fields of the form are what; those without a value here are not asked for. */
  credentials: z
    .strictObject({
      userId: fieldId.default('login'),
      pin: fieldId.default('password'),
      customerId: fieldId.optional(),
      /** Name of the device for TANs as the bank's site shows it, for banks that do not list devices. */
      medium: fieldId.optional(),
    })
    .prefault({}),
  /** False: the bank has no anonymous dialog. */
  anonymous: z.boolean().default(true),
  /** The bank signs in without a method of TAN. */
  oneStepOnly: z.boolean().default(false),
  /** `iban`: IBAN and BIC alone, whatever the bank says of national accounts. */
  accountForm: z.enum(['as-offered', 'iban']).default('as-offered'),
  /** Days that statements may reach back where the bank wants a TAN for older ones. */
  shortHistoryDays: days.default(89),
  /** Never further back, even where the bank says so. */
  maxHistoryDays: days.default(730),
  /** Codes by which this bank says that the person refused in its app. */
  refusalCodes: z.array(z.int().min(9000).max(9999)).default([]),
  /** Registration number for this bank alone, instead of the operator's: of a bank for tests. */
  product: z
    .string()
    .regex(/^[A-Za-z0-9]{1,25}$/)
    .optional(),
  /** Guard against pages that never end. */
  maxPages: z.int().min(1).max(5_000).default(2_000),
})
export type FintsOptions = z.infer<typeof fintsOptions>
