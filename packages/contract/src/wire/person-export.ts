import { z } from 'zod'
import { accessTokenOut } from './access-token.ts'
import { accountOut } from './account.ts'
import { connectionOut } from './connection.ts'
import { consentOut } from './consent.ts'
import { idOut, unixSeconds } from './primitives.ts'
import { transactionOut } from './transaction.ts'
import { userOut } from './user.ts'

/** Endings of the files: those that other programs read, and all of it as JSON. */
export const personExportFormats = ['json', 'ofx', 'qif', 'csv', 'xml', 'beancount', 'hledger'] as const

export const personExportQuery = z.object({
  format: z
    .enum(personExportFormats, `must be one of ${personExportFormats.join(', ')}`)
    .optional()
    .meta({ description: '`json` without one.' }),
})

const original = z
  .object({
    amount: z.object({ minor: z.int(), currency: z.string(), exact: z.string().optional() }).optional(),
    rate: z.string().optional(),
    exact: z.string().optional().meta({ description: 'The amount, where it is finer than its currency.' }),
  })
  .meta({ description: 'In the currency that it was made in.' })

const accountNotShared = z
  .object({
    id: idOut,
    connection_id: idOut,
    account_number: z.string(),
    iban: z.string().optional(),
    name: z.string(),
    currency: z.string(),
    type: z.string(),
    status: z.string(),
  })
  .meta({ description: 'What recognises it, nothing else.' })

export const personExportOut = z
  .object({
    export_date: unixSeconds,
    user: userOut,
    connections: z.array(connectionOut),
    accounts: z.array(
      accountOut.extend({
        transactions: z.array(
          transactionOut.extend({
            entry_reference: z.string().optional(),
            counterparty_iban: z.string().optional(),
            creditor_id: z.string().optional(),
            mandate_id: z.string().optional(),
            end_to_end_id: z.string().optional(),
            bank_code: z.string().optional(),
            original: original.optional(),
          }),
        ),
      }),
    ),
    accounts_not_shared: z.array(accountNotShared),
    consents: z.array(consentOut.omit({ receipt: true })),
    access_tokens: z.array(accessTokenOut),
  })
  .meta({ id: 'PersonExport' })
