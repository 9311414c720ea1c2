import type { Cell } from './csv.ts'
import { notesOf, payeeOf } from './notes.ts'
import type { StatementAccount, StatementEntry } from './statement.ts'

export const csvPresetNames = ['spreadsheet', 'actual', 'firefly', 'ynab'] as const
export type CsvPreset = (typeof csvPresetNames)[number]

interface Column {
  readonly name: string
  readonly cell: (entry: StatementEntry, account: StatementAccount) => Cell
}

const column = (name: string, cell: Column['cell']): Column => ({ name, cell })
const day = (text: string | undefined): Cell => (text === undefined ? undefined : { number: text })
const amountOf = (entry: StatementEntry): string => entry.exact ?? entry.amount
const amount = (entry: StatementEntry): Cell => ({ number: amountOf(entry) })

/** Unsigned, where it goes that way. */
const oneWay = (entry: StatementEntry, out: boolean): Cell => {
  const text = amountOf(entry)
  return text.startsWith('-') === out ? { number: text.replace('-', '') } : undefined
}

const date = column('Date', (entry) => day(entry.date))
const payee = column('Payee', (entry) => payeeOf(entry))
const notes = column('Notes', (entry) => notesOf(entry))
const category = column('Category', (entry) => entry.category?.label)
const status = (entry: StatementEntry): Cell => (entry.pending ? 'PENDING' : 'BOOKED')

/** Columns by who reads them. `Date` is the first everywhere: readers guess by headers that contain the word. */
export const csvPresets: Record<CsvPreset, { readonly columns: readonly Column[]; readonly bom: boolean }> = {
  // With a byte order mark, without which a spreadsheet takes UTF-8 for something else.
  spreadsheet: {
    bom: true,
    columns: [
      date,
      column('Amount', amount),
      column('Currency', (entry) => entry.currency),
      payee,
      notes,
      category,
      column('Account', (_entry, account) => account.name),
      column('IBAN', (_entry, account) => account.iban ?? account.number),
      column('Counterparty IBAN', (entry) => entry.payeeIban),
      column('Booking date', (entry) => day(entry.bookingDate)),
      column('Value date', (entry) => day(entry.valueDate)),
      column('Status', status),
      column('Reference', (entry) => entry.endToEndId),
      column('Id', (entry) => entry.id),
    ],
  },
  actual: { bom: false, columns: [date, payee, notes, category, column('Amount', amount)] },
  // Each header is the role that the column has in the importer's configuration (docs/guide/ways-out.md).
  firefly: {
    bom: false,
    columns: [
      column('date_transaction', (entry) => day(entry.transactionDate ?? entry.date)),
      column('date_book', (entry) => day(entry.bookingDate ?? entry.date)),
      column('date_payment', (entry) => day(entry.valueDate)),
      column('amount', amount),
      column('currency-code', (entry) => entry.currency),
      column('account-iban', (_entry, account) => account.iban),
      column('account-number', (_entry, account) => (account.iban === undefined ? account.number : undefined)),
      column('account-name', (_entry, account) => account.name),
      column('opposing-name', (entry) => entry.payee),
      column('opposing-iban', (entry) => entry.payeeIban),
      column('description', (entry) => entry.label),
      column('note', (entry) => notesOf(entry)),
      column('category-name', (entry) => entry.category?.label),
      column('sepa_ct_id', (entry) => entry.endToEndId),
      column('sepa_db', (entry) => entry.mandateId),
      column('sepa_ci', (entry) => entry.creditorId),
      column('internal_reference', (entry) => entry.checkNumber),
      column('external-id', (entry) => entry.id),
    ],
  },
  ynab: {
    bom: false,
    columns: [
      date,
      payee,
      column('Memo', (entry) => notesOf(entry)),
      column('Outflow', (entry) => oneWay(entry, true)),
      column('Inflow', (entry) => oneWay(entry, false)),
    ],
  },
}
