import { type BankTransaction, directed, ibanOf, type Money } from '@raccord/connector-kit'
import type { CsvColumns, CsvRole } from '@raccord/contract'
import { readDay } from '../day-order.ts'
import { readAmount } from '../decimal-mark.ts'
import type { FilePart } from '../file-part.ts'
import { currencyIn, directionOf, statusOf } from './cell-words.ts'
import { csvRows } from './csv-cells.ts'

type Cell = (role: CsvRole) => string | undefined

/** What holds for all rows. */
interface Surroundings {
  readonly how: CsvColumns
  /** References that were met: one that comes again names no entry. */
  readonly references: Set<string>
}

const dayRoles = ['booking_date', 'date', 'value_date', 'transaction_date'] as const

/** Entries of a CSV file, in the columns that are given. A row without day and amount (a total, a note) is no entry. */
export function* readCsv(text: string, how: CsvColumns, currency = 'XXX'): Generator<FilePart> {
  const surroundings: Surroundings = { how, references: new Set() }
  const above: (readonly string[])[] = []
  let ofHeader: string | undefined
  let ofAccount: string | undefined
  let before: { readonly account?: string | undefined; readonly told?: string | undefined } = {}
  let at = 0
  for (const row of csvRows(text, how.separator)) {
    at += 1
    if (at <= how.skipRows) {
      above.push(row)
      continue
    }
    if (at === how.skipRows + 1) {
      ofHeader = currencyOfHeader(above.at(-1) ?? [], how)
      ofAccount = accountAbove(above)
    }
    const cell: Cell = (role) => row[how.columns.indexOf(role)] || undefined
    const account = how.columns.includes('iban') ? (cell('iban') ?? before.account) : ofAccount
    // A cell that says nothing is of what was said before.
    const told = currencyOf(cell) ?? ofHeader ?? (account === before.account ? before.told : undefined)
    const part = entryOf(row, surroundings, told ?? currency, cell)
    if (part && (account !== before.account || told !== before.told)) {
      before = { account, told }
      const iban = ibanOf(account)
      yield { kind: 'account', account: { ...(iban === undefined ? { number: account } : { iban }), currency: told } }
    }
    if (part) yield part
  }
}

/** By the amount itself, its row, or nobody: the header then. */
function currencyOf(cell: Cell): string | undefined {
  const beside = currencyIn(cell('amount') ?? cell('debit') ?? cell('credit') ?? '')
  const told = cell('currency')
  return beside ?? (told === undefined ? undefined : /^[A-Z]{3}$/i.test(told) ? told.toUpperCase() : currencyIn(told))
}

/** `Betrag (€)`, `Debit EUR`; two that differ say nothing. */
function currencyOfHeader(header: readonly string[], { columns }: CsvColumns): string | undefined {
  const found = columns.flatMap((role, at) =>
    role === 'amount' || role === 'debit' || role === 'credit' ? (currencyIn(header[at] ?? '') ?? []) : [],
  )
  return new Set(found).size === 1 ? found[0] : undefined
}

/** The one IBAN that stands above the table is of whom the table is. */
function accountAbove(above: readonly (readonly string[])[]): string | undefined {
  const found = new Set(above.flat().flatMap((cell) => ibanOf(cell.replace(/^.*\bIBAN\b:?/i, '')) ?? []))
  return found.size === 1 ? [...found][0] : undefined
}

function entryOf(
  row: readonly string[],
  { how, references }: Surroundings,
  currency: string,
  cell: Cell,
): FilePart | undefined {
  const written = cell('amount') ?? cell('debit') ?? cell('credit')
  const days = dayRoles.filter((role) => cell(role) !== undefined)
  if (days.length === 0 || written === undefined || !/\d/.test(written)) return undefined
  const said = saidOf(cell)
  if (said === undefined) return { kind: 'skipped', rule: 'status_unknown' }
  const amount = amountOf(how, currency, cell)
  if (typeof amount === 'string') return { kind: 'skipped', rule: amount }
  // The first that is told, unless it tells how far the entry got: what is no day is not filed under another one.
  const told = days.find((role) => statusOf(cell(role) ?? '') === undefined) ?? 'date'
  const valueDate = readDay(cell('value_date') ?? '', how.dayOrder, '30 days')
  const bookingDate = told === 'value_date' ? valueDate : readDay(cell(told) ?? '', how.dayOrder)
  if (bookingDate === undefined) return { kind: 'skipped', rule: 'date_unreadable' }
  const descriptions = how.columns.flatMap((role, at) =>
    role === 'description' && row[at] ? [unguarded(row[at])] : [],
  )
  const [first, second] = amount.minor > 0 ? (['payer', 'payee'] as const) : (['payee', 'payer'] as const)
  const party = cell(first) ?? cell(second)
  // A description that says the other party once more, or a note that says the description, says nothing.
  const lines = [...new Set(descriptions)]
  const others = lines.filter((line) => line !== party)
  const reference = cell('reference')?.slice(0, 255)
  const bankId = reference === undefined || references.has(reference) ? undefined : reference
  if (reference !== undefined) references.add(reference)
  const entry: BankTransaction = {
    ...said,
    bankId,
    amount,
    bookingDate,
    valueDate,
    transactionDate: readDay(cell('transaction_date') ?? '', how.dayOrder),
    counterpartyName: party === undefined ? undefined : unguarded(party),
    counterpartyIban: ibanOf(cell('counterparty_iban')),
    remittance: others.length > 0 ? others : lines,
    raw: JSON.stringify(row),
  }
  return { kind: 'entry', entry }
}

/** A word where the day should stand says it too (`offen`). `undefined`: a word that nobody knows. */
function saidOf(cell: Cell): Pick<BankTransaction, 'status' | 'informative'> | undefined {
  const inDay = cell('booking_date') ?? cell('date')
  const word = cell('status')
  const said = word === undefined ? ({ status: 'BOOKED' } as const) : statusOf(word)
  const other = inDay === undefined ? undefined : statusOf(inDay)
  return said?.status === 'BOOKED' ? (other ?? said) : said
}

/**
 * A column of debits goes out and one of credits comes in, however their numbers are signed; a row that has both says neither. A fee is taken
 * besides. Else the rule that was broken.
 */
function amountOf({ decimal, columns }: CsvColumns, currency: string, cell: Cell): Money | string {
  const read = (role: CsvRole) => readAmount(cell(role) ?? '', decimal, currency)
  const fee = cell('fee') === undefined ? undefined : read('fee')
  if (cell('fee') !== undefined && fee === undefined) return 'amount_unreadable'
  const amount = read('amount')
  if (amount === undefined) {
    if (cell('amount') !== undefined) return 'amount_unreadable'
    const [out, come] = [read('debit'), read('credit')]
    const unread = (cell('debit') !== undefined && !out) || (cell('credit') !== undefined && !come)
    if (unread || (out && come && !isNothing(out) && !isNothing(come))) return 'amount_unreadable'
    const half = out && (!come || !isNothing(out)) ? directed(out, 'debit') : come && directed(come, 'credit')
    return half === undefined ? 'amount_unreadable' : lessened(half, fee)
  }
  if (!columns.includes('direction') || isNothing(amount)) return lessened(amount, fee)
  const way = directionOf(cell('direction') ?? '')
  return way === undefined ? 'sign_missing' : lessened(directed(amount, way), fee)
}

const isNothing = ({ minor, exact }: Money): boolean => minor === 0 && exact === undefined

function lessened(amount: Money, fee: Money | undefined): Money | string {
  if (fee === undefined || isNothing(fee)) return amount
  const minor = amount.minor - Math.abs(fee.minor)
  const exact = amount.exact !== undefined || fee.exact !== undefined
  return exact || !Number.isSafeInteger(minor) ? 'amount_unreadable' : { minor, currency: amount.currency }
}

/** What keeps a spreadsheet from calculating a cell is none of the bank's words. */
function unguarded(text: string): string {
  return text.replace(/(^|;)'(?=[\s"]*[=+\-@|＝＋－＠])/g, '$1')
}
