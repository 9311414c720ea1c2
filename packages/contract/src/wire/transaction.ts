import { z } from 'zod'
import { accountTypes } from '../account-types.ts'
import { transactionOrigins, transactionTypes } from '../transaction-types.ts'
import { categoryOut } from './category.ts'
import {
  amount,
  currencyCode,
  dayDate,
  decimalIn,
  idOut,
  integerIn,
  listIn,
  textIn,
  unixSeconds,
  unixSecondsIn,
} from './primitives.ts'

export const transactionStatuses = [
  'BOOKED',
  'PENDING',
  'OTHER',
  'EXPIRED',
  'REJECTED',
  'CANCELLED',
  'REFUNDED',
] as const
export const transactionsQuery = z.object({
  account_id: textIn(40).optional(),
  page: integerIn(1, 1_000_000, 'Counted from 1; past the end the answer is an empty list.').default(1),
  limit: integerIn(1, 500, 'Default 100.').default(100),
  cursor: textIn(100).optional().meta({ description: 'From the Link header; takes the place of page.' }),
  start_date: unixSecondsIn('Inclusive, compared with date.').optional(),
  end_date: unixSecondsIn('Inclusive, compared with date.').optional(),
  start_import_date: unixSecondsIn('Inclusive, compared with import_date.').optional(),
  amount: decimalIn('Exactly this amount.').optional(),
  min_amount: decimalIn('At least, inclusive.').optional(),
  max_amount: decimalIn('At most, inclusive.').optional(),
  account_type: listIn(accountTypes, 'Types of the account.').optional(),
  category_id: z
    .string()
    .regex(/^[A-Za-z_]{1,60}(,[A-Za-z_]{1,60}){0,30}$/, 'must be a comma list of category ids')
    .transform((text) => text.toUpperCase().split(','))
    .optional()
    .meta({ description: 'Category ids, comma list.' }),
  origin: listIn(transactionOrigins, 'Origins.').optional(),
  included_statuses: listIn(transactionStatuses, 'Only these.').optional(),
  excluded_statuses: listIn(transactionStatuses, 'None of these.').optional(),
})
export type TransactionsQuery = z.output<typeof transactionsQuery>

export const transactionOut = z
  .object({
    id: idOut,
    account_id: idOut,
    amount,
    currency: currencyCode,
    type: z.enum(transactionTypes),
    origin: z.enum(transactionOrigins),
    category_id: z.string(),
    category: categoryOut.optional(),
    label: z.string(),
    source: z.object({ label: z.string() }).optional().meta({ description: 'The other party, as the bank names it.' }),
    notes: z.string().optional().meta({
      description: 'Remittance lines joined by line feeds; absent when the only line equals label.',
    }),
    date: dayDate,
    import_date: unixSeconds,
    booking_date: dayDate.optional(),
    value_date: dayDate.optional(),
    transaction_date: dayDate.optional(),
    last_update_date: unixSeconds,
    status: z.enum(transactionStatuses),
    remittance_information: z.array(z.string()),
    check_number: z.string().optional(),
  })
  .meta({ id: 'Transaction' })
export type TransactionOut = z.output<typeof transactionOut>

export const transactionChangesQuery = z.object({
  since: textIn(2000).optional().meta({ description: '`next_cursor` of the call before; without it everything.' }),
  limit: integerIn(1, 500, 'Changes at most. Default 100.').default(100),
})

export const transactionChangesOut = z
  .object({
    added: z.array(transactionOut),
    modified: z.array(transactionOut),
    removed: z.array(idOut).meta({ description: 'Ids.' }),
    next_cursor: z.string().meta({ description: 'For `since` of the next call.' }),
    has_more: z.boolean().meta({ description: 'More is there already: call again at once.' }),
  })
  .meta({ id: 'TransactionChanges' })
