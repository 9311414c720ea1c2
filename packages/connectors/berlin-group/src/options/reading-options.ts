import { z } from 'zod'

const query = z.string().regex(/^[\x21-\x7e]*$/, 'a query without spaces')

/** How accounts and transactions are asked for. */
export const readingOptions = {
  /** `inline`: `/accounts?withBalance=true`; `separate`: `/accounts/{id}/balances` for each. */
  balances: z.enum(['inline', 'separate']).default('inline'),
  /** Query of `/accounts`, where it is another than `withBalance`; empty: none. */
  accountsQuery: query.optional(),
  /** Whether the bank has `/card-accounts`. */
  cardAccounts: z.boolean().default(true),
  /** Asked one after the other: `[both]`, or `[booked, pending]` where a bank has no `both`. */
  bookingStatuses: z
    .array(z.enum(['booked', 'pending', 'both', 'all', 'information']))
    .min(1)
    .default(['both']),
  /** Query of a transactions call, in this order. Replaced: `{bookingStatus}`, `{dateFrom}`, `{dateTo}` (today). */
  transactionsQuery: query.default('bookingStatus={bookingStatus}&dateFrom={dateFrom}'),
  /**
   * `Accept` of transaction calls; several are tried in order while the bank answers 406. What comes is told by the answer
   * itself: JSON, camt.052/053/054 or MT940/942.
   */
  transactionsAccept: z
    .union([z.string(), z.array(z.string()).min(1)])
    .default('application/json')
    .transform((one) => (typeof one === 'string' ? [one] : one)),
  /** The bank writes what was paid as positive and what came in as negative amounts. */
  debitsPositive: z.boolean().default(false),
  /** Furthest day asked for, counted back from today. */
  maxHistoryDays: z.int().min(1).max(36_500).default(730),
  /** Asked for instead where the bank answers one of `historyRefusals` (outside the minutes after SCA, RTS Art. 10a). */
  shortHistoryDays: z.int().min(1).default(89),
  /** Codes by which the bank says that it gives no history so long. */
  historyRefusals: z.array(z.string()).default(['PERIOD_INVALID']),
  /** Minutes after SCA in which the bank gives the long history; later only the short one is asked for. Absent: always tried. */
  historyMinutes: z.int().min(1).optional(),
  /** Guard against a bank whose pages never end. */
  maxPages: z.int().min(1).default(2000),
  /** True where `entryReference` names an entry for ever; the importer may then match by it alone. */
  stableEntryReference: z.boolean().default(false),
}
