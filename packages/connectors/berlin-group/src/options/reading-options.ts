import { isTimeZone } from '@raccord/connector-kit'
import { z } from 'zod'

const query = z.string().regex(/^[\x21-\x7e]*$/, 'a query without spaces')

/** How accounts and transactions are asked for. */
export const readingOptions = {
  /** `inline`: `/accounts?withBalance=true`; `separate`: `/accounts/{id}/balances` for each. */
  balances: z.enum(['inline', 'separate']).default('inline'),
  /** Query of `/accounts`, where it is another than `withBalance`; empty: none. */
  accountsQuery: query.optional(),
  /**
   * Member of an account, an object, in which the bank tells what the standard has no words for: its texts and numbers are shown as the
   * account's `loan`, `savings` or `credit_card`.
   */
  accountFacts: z.string().min(1).max(60).optional(),
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
  /**
   * The bank writes amounts without a sign: an entry whose debtor account is the account's own IBAN went out, one whose creditor
   * account it is came in.
   */
  directionByParty: z.boolean().default(false),
  /** Where the bank's days begin (IANA, `Europe/Lisbon`): instants are read as days of this zone. Absent: that of its country. */
  timeZone: z.string().refine(isTimeZone).optional(),
  /** The bank leaves out the list of entries where there are none. Without it such an answer is no answer. */
  absentListIsEmpty: z.boolean().default(false),
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
  /** `entryReference` names an entry for ever: it is known by it alone, whatever the bank rewrites of it. */
  stableEntryReference: z.boolean().default(false),
}
