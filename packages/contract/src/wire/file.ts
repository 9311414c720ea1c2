import { z } from 'zod'
import { accountTypes } from '../account-types.ts'
import { csvRoles, csvSeparators, dayOrders, decimalMarks } from '../csv-columns.ts'
import { unreadEntries } from './connection.ts'
import { idOut, textIn } from './primitives.ts'

export const newConnection = z
  .object({
    provider_id: z.literal('9999999', 'must be 9999999, "Upload a statement": a bank is connected in the widget').meta({
      description: '`9999999`: “Upload a statement”. A bank is connected by the person, in the widget.',
      example: '9999999',
    }),
    name: textIn(80, 1).optional(),
  })
  .meta({ id: 'NewConnection' })

export const csvColumns = z
  .object({
    separator: z.enum(csvSeparators, 'must be ; , | or a tab'),
    skip_rows: z.int().min(0).max(100).meta({ description: 'Rows above the first entry, without empty ones.' }),
    decimal: z.enum(decimalMarks, 'must be . or ,'),
    day_order: z.enum(dayOrders, `must be of ${dayOrders.join(', ')}`),
    columns: z
      .array(z.enum(csvRoles, `must be of ${csvRoles.join(', ')}`).nullable())
      .min(1)
      .max(120)
      .meta({ description: 'What each column holds, from the first on; `null`: not read.' }),
  })
  .meta({ id: 'CsvColumns', description: 'How a CSV file is read.' })

const csvColumnsOut = z
  .object({
    separator: z.enum(csvSeparators),
    skip_rows: z.int(),
    decimal: z.enum(decimalMarks),
    day_order: z.enum(dayOrders),
    columns: z.array(z.enum(csvRoles).nullable()),
  })
  .meta({
    id: 'CsvReading',
    description: 'How a CSV file was read, or may be; sent back as `csv` it is how it is read.',
  })

export const fileUpload = z
  .object({
    files: z
      .array(
        z.object({
          name: textIn(200, 1).meta({ description: 'Shown in the answer; what a file is is told by what it holds.' }),
          content: z.string().meta({ description: 'base64, with its padding.' }),
        }),
      )
      .min(1, 'must hold a file')
      .max(50, 'must be at most 50 files'),
    account: z
      .object({
        iban: textIn(42, 1).optional(),
        number: textIn(70, 1).optional(),
        currency: z
          .string()
          .regex(/^[A-Z]{3}$/, 'must be a code of ISO 4217')
          .optional(),
        name: textIn(100, 1).optional(),
        type: z.enum(accountTypes, `must be of ${accountTypes.join(', ')}`).optional(),
      })
      .optional()
      .meta({ description: 'What the files do not say of their account: QIF and many CSV files name none.' }),
    csv: csvColumns.optional(),
    day_order: z
      .enum(dayOrders, `must be of ${dayOrders.join(', ')}`)
      .optional()
      .meta({ description: 'For QIF, and exports of programs.' }),
    decimal: z
      .enum(decimalMarks, 'must be . or ,')
      .optional()
      .meta({ description: 'For QIF, and exports of programs: the mark of decimals.' }),
  })
  .meta({ id: 'FileUpload' })

export const fileUploadOut = z
  .object({
    files: z.array(
      z.object({
        name: z.string().meta({ description: 'Of an archive: that of the file in it.' }),
        format: z.enum(['camt', 'mt940', 'ofx', 'qif', 'csv']),
        status: z.enum(['IMPORTED', 'UNCLEAR']).meta({
          description:
            '`UNCLEAR`: nothing of it is stored. Say how it is read (`csv`, `day_order`, `decimal`) and send it again.',
        }),
        accounts: z.array(
          z.object({
            account_id: idOut,
            received: z.int(),
            added: z.int().meta({ description: 'The others were there already.' }),
            pending: z.int().meta({ description: 'Not booked yet, and left out.' }),
            unread_entries: unreadEntries.optional(),
          }),
        ),
        csv: csvColumnsOut.optional(),
        doubts: z
          .array(z.enum(['columns', 'day_order', 'decimal']))
          .optional()
          .meta({ description: '`UNCLEAR`: what nobody can know from the file.' }),
        sample: z
          .array(z.object({ cells: z.array(z.string()) }))
          .optional()
          .meta({ description: 'Its header and first rows.' }),
        day_orders: z.array(z.enum(dayOrders)).optional().meta({ description: 'QIF: those that fit.' }),
        decimals: z.array(z.enum(decimalMarks)).optional().meta({ description: 'QIF: those that fit.' }),
      }),
    ),
  })
  .meta({ id: 'FileUploadResult' })
export type FileUploadOut = z.output<typeof fileUploadOut>
