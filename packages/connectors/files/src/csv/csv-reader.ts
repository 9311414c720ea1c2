import { type BankTransaction, directed, ibanOf, type Money } from '@raccord/connector-kit'
import type { CsvColumns, CsvRole } from '@raccord/contract'
import { readDay } from '../day-order.ts'
import { readAmount } from '../decimal-mark.ts'
import type { FilePart } from '../file-part.ts'
import { csvRows } from './csv-cells.ts'

/** Words for what is not booked yet. */
const pending =
  /^(pending|vorgemerkt|en attente|en cours|pendiente|in attesa|non contabilizzato|authorised|authorized)$/i

/** Entries of a CSV file, in the columns that are given. A row without day and amount (a total, a note) is no entry. */
export function* readCsv(text: string, how: CsvColumns, currency = 'XXX'): Generator<FilePart> {
  let at = 0
  let before: string | undefined
  for (const row of csvRows(text, how.separator)) {
    at += 1
    if (at <= how.skipRows) continue
    const cell = (role: CsvRole): string | undefined => row[how.columns.indexOf(role)] || undefined
    const told = cell('currency')?.toUpperCase()
    const own = told !== undefined && /^[A-Z]{3}$/.test(told) ? told : currency
    const account = cell('iban')
    if (account !== before) {
      before = account
      const iban = ibanOf(account)
      const named = iban === undefined ? { number: account } : { iban }
      if (account !== undefined) yield { kind: 'account', account: { ...named, currency: told } }
    }
    const part = entryOf(row, how, own, cell)
    if (part) yield part
  }
}

function entryOf(
  row: readonly string[],
  how: CsvColumns,
  currency: string,
  cell: (role: CsvRole) => string | undefined,
): FilePart | undefined {
  const day = (role: CsvRole) => readDay(cell(role) ?? '', how.dayOrder)
  const bookingDate = day('booking_date') ?? day('date') ?? day('value_date') ?? day('transaction_date')
  const amount = amountOf(how, currency, cell)
  const written = cell('amount') ?? cell('debit') ?? cell('credit')
  if (bookingDate === undefined || amount === undefined) {
    const told = ['date', 'booking_date', 'value_date', 'transaction_date'].some((role) => cell(role as CsvRole))
    if (!told || written === undefined || !/\d/.test(written)) return undefined
    return { kind: 'skipped', rule: amount === undefined ? 'amount_unreadable' : 'date_unreadable' }
  }
  const descriptions = how.columns.flatMap((role, at) =>
    role === 'description' && row[at] ? [unguarded(row[at])] : [],
  )
  const payee = cell('payee')
  // A description that says the other party once more, or a note that says the description, says nothing.
  const lines = [...new Set(descriptions)]
  const said = lines.filter((line) => line !== payee)
  const entry: BankTransaction = {
    status: pending.test(cell('status') ?? '') ? 'PENDING' : 'BOOKED',
    bankId: cell('reference')?.slice(0, 255),
    amount,
    bookingDate,
    valueDate: day('value_date'),
    transactionDate: day('transaction_date'),
    counterpartyName: payee === undefined ? undefined : unguarded(payee),
    counterpartyIban: ibanOf(cell('counterparty_iban')),
    remittance: said.length > 0 ? said : lines,
    raw: JSON.stringify(row),
  }
  return { kind: 'entry', entry }
}

/** A column of debits goes out and one of credits comes in, however their numbers are signed. */
function amountOf(
  { decimal }: CsvColumns,
  currency: string,
  cell: (role: CsvRole) => string | undefined,
): Money | undefined {
  const read = (role: CsvRole) => readAmount(cell(role) ?? '', decimal, currency)
  const amount = read('amount')
  if (amount) return amount
  const [out, come] = [read('debit'), read('credit')]
  if (out && (out.minor !== 0 || !come)) return directed(out, 'debit')
  return come && directed(come, 'credit')
}

/** What keeps a spreadsheet from calculating a cell is none of the bank's words. */
function unguarded(text: string): string {
  return text.replace(/(^|;)'(?=[\s"]*[=+\-@|＝＋－＠])/g, '$1')
}
