import { z } from 'zod'

const consentModels = ['bank-offered', 'detailed', 'global', 'list-only'] as const
export type ConsentModel = (typeof consentModels)[number]

/** What a consent asks for and how it is written (NextGenPSD2 1.3 §6.3.1 and §14.1). */
export const consentOptions = {
  /**
   * Kinds of `access` in order of preference; the next is tried where the bank refuses one before any SCA. `list-only` is
   * followed by a `detailed` one for what is on the list.
   */
  consentModels: z.array(z.enum(consentModels)).min(1).default(['bank-offered', 'global']),
  /** Ask for the owner's name (`allAccountsWithOwnerName`) in a `global` or `list-only` consent. */
  ownerName: z.boolean().default(false),
  /** Ask for the balances in a `list-only` consent (`availableAccountsWithBalance`). */
  listWithBalance: z.boolean().default(false),
  /** Members of a `detailed` access that name the accounts. */
  detailedParts: z
    .array(z.enum(['accounts', 'balances', 'transactions']))
    .min(1)
    .default(['accounts', 'balances', 'transactions']),
  /** Added to each account of a `detailed` access, for banks that want it said. */
  accountCurrency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
  /** Card accounts need consents of their own after those of the payment accounts. */
  separateCardConsent: z.boolean().default(false),
  /** Members of the body that this bank wants otherwise; `null` leaves one out. */
  consentBody: z.record(z.string(), z.json()).default({}),
}
