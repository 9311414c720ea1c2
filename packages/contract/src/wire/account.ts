import { z } from 'zod'
import { accountTypes } from '../account-types.ts'
import { amount, currencyCode, dayDate, idOut, integerIn, listIn, textIn, unixSeconds } from './primitives.ts'

export const accountStatuses = [
  'ACTIVE',
  'ERROR',
  'NOT_FOUND',
  'CLOSED',
  'SUSPENDED',
  'PENDING_CONSENT',
  'MANUAL',
] as const
export const accountUsages = ['PERSONAL', 'PROFESSIONAL'] as const
export const accountSorts = ['id', 'name', 'balance', 'creation_date', 'type'] as const
export type AccountSort = (typeof accountSorts)[number]

export const accountsQuery = z.object({
  connection_id: textIn(40).optional(),
  page: integerIn(1, 1_000_000, 'Counted from 1.').optional(),
  limit: integerIn(1, 500, 'Absent: all.').optional(),
  type: listIn(accountTypes, 'Types.').optional(),
  status: listIn(accountStatuses, 'Statuses.').optional(),
  usage: listIn(accountUsages, 'Usages.').optional(),
  q: textIn(200).optional().meta({ description: 'Part of the name, number or IBAN.' }),
  sort: z
    .string()
    .regex(
      /^-?(id|name|balance|creation_date|type)$/,
      'must be id, name, balance, creation_date or type; with - descending',
    )
    .transform((text) => ({ by: text.replace('-', '') as AccountSort, descending: text.startsWith('-') }))
    .optional()
    .meta({ description: 'id, name, balance, creation_date or type; with a leading - descending. Default id.' }),
})
export type AccountsQuery = z.output<typeof accountsQuery>

const details = z.record(z.string(), z.union([z.string(), z.number()]))

export const accountOut = z
  .object({
    id: idOut,
    connection_id: idOut,
    name: z.string(),
    account_number: z.string(),
    iban: z.string().optional(),
    currency: currencyCode,
    balance: amount.optional(),
    balance_date: unixSeconds.optional(),
    type: z.enum(accountTypes),
    status: z.enum(accountStatuses),
    usage: z.enum(accountUsages),
    creation_date: unixSeconds,
    owner: z.object({ name: z.string() }).optional(),
    last_channel_definition_id: idOut,
    history: z
      .object({
        from: dayDate.optional().meta({ description: 'Day from which on the account has been read.' }),
        complete: z.boolean().meta({ description: 'All that the bank gives is in.' }),
        completion_date: unixSeconds.optional().meta({ description: 'When it was all in for the first time.' }),
      })
      .optional(),
    reconciliation: z
      .object({
        gap: amount.meta({ description: 'What the balance has more than the entries; 0: they agree.' }),
        since: dayDate.optional().meta({ description: 'After this day something is missing, or too much.' }),
      })
      .optional()
      .meta({ description: 'The entries held against the booked balance. Absent: the bank tells none.' }),
    same_as: z.array(idOut).optional().meta({
      description:
        'Other accounts of this user that are the same one at the bank, on another connection (another login, a joint account): count it once. Absent: none.',
    }),
    loan: details.optional(),
    savings: details.optional(),
    credit_card: details.optional(),
  })
  .meta({ id: 'Account' })
export type AccountOut = z.output<typeof accountOut>
