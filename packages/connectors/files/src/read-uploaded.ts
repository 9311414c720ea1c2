import { setImmediate } from 'node:timers/promises'
import { type BankBalance, type BankTransaction, balancesInCurrencyOf, decodeBody } from '@raccord/connector-kit'
import { formatOf, StatementError, statementReader, unpack } from '@raccord/connector-statements'
import { type CsvColumns, type DayOrder, type DecimalMark, dayOrders, decimalMarks, defined } from '@raccord/contract'
import { readApplication } from './applications/read-application.ts'
import { type CsvGuess, columnsProblem } from './csv/csv-columns.ts'
import { readCsv } from './csv/csv-reader.ts'
import { guessColumns } from './csv/guess-columns.ts'
import { type FileAccount, FileError, type FilePart, type FileSection } from './file-part.ts'
import { readOfx } from './ofx/ofx-reader.ts'
import { qifWritingOf, readQif } from './qif/qif-reader.ts'

export interface UploadedFile {
  readonly name: string
  readonly bytes: Uint8Array
}

/** What whoever uploads knows, and a file may not say. */
export interface FileChoices {
  /** Of amounts that name none. */
  readonly currency?: string
  /** For CSV. */
  readonly columns?: CsvColumns
  /** Of earlier files, by their shape. */
  readonly remembered?: (shape: string) => CsvColumns | undefined
  /** CSV whose shape is not remembered is `unclear`, also where nothing in it is a doubt: a person is shown the guess. */
  readonly confirm?: boolean
  /** For QIF, and tables of programs. */
  readonly dayOrder?: DayOrder
  readonly decimal?: DecimalMark
}

export type ReadFile =
  | {
      readonly kind: 'read'
      readonly name: string
      readonly format: 'camt' | 'mt940' | 'ofx' | 'qif' | 'csv'
      readonly sections: readonly FileSection[]
      /** CSV: how it was read. */
      readonly csv?: { readonly shape: string; readonly columns: CsvColumns }
    }
  /** Nobody can know how it is to be read: somebody has to say. */
  | { readonly kind: 'unclear'; readonly name: string; readonly format: 'csv'; readonly guess: CsvGuess }
  | {
      readonly kind: 'unclear'
      readonly name: string
      readonly format: 'qif'
      /** Those that fit; one alone is known. */
      readonly dayOrders: readonly DayOrder[]
      readonly decimals: readonly DecimalMark[]
    }

/** Unpacked, and of one archive. */
const most = { entries: 100_000, files: 200, bytes: 64 * 1024 * 1024, accounts: 100 }

/** What is left to an upload of several files; whoever reads them takes away what each had (`sizeOf`). */
export interface UploadBounds {
  /** Unpacked. */
  bytes: number
  /** Entries, readable or not, and balances. */
  entries: number
  accounts: number
}

export const uploadBounds = (): UploadBounds => ({ bytes: most.bytes, entries: most.entries, accounts: most.accounts })
/** Parts taken before others have their turn. */
const turnParts = 500

/**
 * What one uploaded file holds: an archive its files, each read by what it is and not by its name. Bounded in everything, whatever
 * the file says of itself. @throws FileError for one that is none of the formats; nothing of it is to be kept then
 * @param left what the upload may still have; what this file had is taken away
 */
export async function readUploaded(
  file: UploadedFile,
  choices: FileChoices = {},
  left: UploadBounds = uploadBounds(),
): Promise<ReadFile[]> {
  if (file.bytes.length > most.bytes) throw new FileError('larger than 64 MB', 'file_too_large')
  const files = isArchive(file.bytes) ? await unpacked(file) : [file]
  left.bytes -= files.reduce((sum, { bytes }) => sum + bytes.length, 0)
  if (left.bytes < 0) throw new FileError('more than 64 MB when unpacked', 'file_too_large')
  const read: ReadFile[] = []
  for (const one of files) {
    const result = await readOne(one, choices)
    for (const { transactions, skipped, balances } of result.kind === 'read' ? result.sections : []) {
      left.entries -= transactions.length + skipped.length + balances.length
      left.accounts -= 1
    }
    if (left.entries < 0) throw new FileError('more than 100,000 entries', 'file_too_large')
    if (left.accounts < 0) throw new FileError('more than 100 accounts', 'file_too_large')
    read.push(result)
  }
  return read
}

function isArchive(bytes: Uint8Array): boolean {
  return (bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] ?? 9) < 6) || (bytes[0] === 0x1f && bytes[1] === 0x8b)
}

async function unpacked({ name, bytes }: UploadedFile): Promise<UploadedFile[]> {
  try {
    const files = await unpack(bytes, { bytes: most.bytes, files: most.files })
    if (files.length === 0) throw new FileError('an archive without a file')
    return files.map((one) => ({ name: one.name || name.replace(/\.gz$/i, ''), bytes: one.bytes }))
  } catch (error) {
    if (!(error instanceof StatementError)) throw error
    throw new FileError(error.message, /too (large|many)/.test(error.message) ? 'file_too_large' : 'file_unreadable')
  }
}

async function readOne({ name, bytes }: UploadedFile, choices: FileChoices): Promise<ReadFile> {
  const text = decodeBody(bytes, 'text/plain')
  if (text === undefined || text.includes('\0')) throw new FileError('no text')
  if (text.trim() === '') throw new FileError('empty')
  const { currency } = choices
  const head = text
    .slice(0, 2_000)
    .replace(/^\ufeff/, '')
    .trimStart()
  if (/<OFX>|^OFXHEADER:|<\?OFX\b/i.test(head))
    return { kind: 'read', name, format: 'ofx', sections: await sectionsOf(readOfx(text)) }
  if (/^!(?:type|account|option|clear)\b/im.test(head.slice(0, 400))) return readQifFile(name, text, choices)
  const format = formatOf(text)
  if (format !== undefined)
    return { kind: 'read', name, format, sections: await sectionsOf(statement(text, format, currency)) }
  return readCsvFile(name, text, choices)
}

async function readQifFile(
  name: string,
  text: string,
  { currency, dayOrder, decimal }: FileChoices,
): Promise<ReadFile> {
  const writing = qifWritingOf(text)
  const orders = dayOrder === undefined ? writing.orders : [dayOrder]
  // Where none fits, amounts are written in both, and nobody knows the one.
  const fitting = writing.marks.length === 0 ? decimalMarks : writing.marks
  const marks = decimal === undefined ? fitting : [decimal]
  const [order, mark] = [orders[0], marks[0]]
  if (order === undefined || mark === undefined) throw new FileError('days in no order that is known')
  if (orders.length > 1 || marks.length > 1) {
    const fit = dayOrders.filter((one) => orders.includes(one))
    return { kind: 'unclear', name, format: 'qif', dayOrders: fit, decimals: marks }
  }
  return { kind: 'read', name, format: 'qif', sections: await sectionsOf(readQif(text, order, mark, currency)) }
}

async function readCsvFile(
  name: string,
  text: string,
  { currency, columns, dayOrder, decimal, remembered, confirm = false }: FileChoices,
): Promise<ReadFile> {
  const application = columns === undefined ? readApplication(text, currency, { dayOrder, decimal }) : undefined
  if (application) return { kind: 'read', name, format: 'csv', sections: await sectionsOf(application) }
  const guess = guessColumns(text)
  const known = columns ?? remembered?.(guess.shape)
  if (known === undefined && (confirm || !guess.sure)) return { kind: 'unclear', name, format: 'csv', guess }
  const how = known ?? guess.columns
  const problem = columnsProblem(how)
  if (problem !== undefined) throw new FileError(problem)
  const sections = await sectionsOf(readCsv(text, how, currency), 'one account')
  return { kind: 'read', name, format: 'csv', sections, csv: { shape: guess.shape, columns: how } }
}

/** camt and MT940, by the readers that banks' own answers are read with. */
function* statement(text: string, format: 'camt' | 'mt940', currency?: string): Generator<FilePart> {
  const reader = statementReader(format, currency)
  const piece = 16_384
  const parts = function* () {
    for (let at = 0; at < text.length; at += piece) yield* reader.read(text.slice(at, at + piece))
    yield* reader.end()
  }
  for (const part of parts()) {
    if (part.kind !== 'account') yield part
    else {
      const { kind: _, ...account } = part
      yield { kind: 'account', account }
    }
  }
}

interface Draft {
  account: FileAccount
  readonly transactions: BankTransaction[]
  readonly balances: BankBalance[]
  readonly skipped: string[]
}

/**
 * Parts by their account: one that a file comes back to goes on. Other work is done meanwhile.
 *
 * @param unnamed what has no name is of one account, in each of its currencies
 */
async function sectionsOf(parts: Iterable<FilePart>, unnamed?: 'one account'): Promise<FileSection[]> {
  const drafts: Draft[] = []
  const named = new Map<string, Draft>()
  let here: Draft | undefined
  let count = 0
  const begin = (account: FileAccount): Draft => {
    // A kind that is told after the name is one of the same account.
    if (here && here.transactions.length + here.skipped.length === 0 && !isNamed(account)) {
      here.account = { ...account, ...defined(here.account) }
      if (isNamed(here.account)) named.set(nameOf(here.account), here)
      return here
    }
    const key = isNamed(account) || unnamed ? nameOf(account) : undefined
    const same = key === undefined ? undefined : named.get(key)
    if (same) return same
    // A currency that is told late is that of the rows before, which told none.
    if (
      unnamed &&
      here &&
      here.account.currency === undefined &&
      nameOf({ ...here.account, currency: account.currency ?? '' }) === key
    ) {
      here.account = account
      named.set(key, here)
      return here
    }
    const draft = { account, transactions: [], balances: [], skipped: [] }
    drafts.push(draft)
    if (drafts.length > most.accounts) throw new FileError('more than 100 accounts', 'file_too_large')
    if (key !== undefined) named.set(key, draft)
    return draft
  }
  try {
    for (const part of parts) {
      count += 1
      if (count > 2 * most.entries) throw new FileError('more than 100,000 entries', 'file_too_large')
      if (count % turnParts === 0) await setImmediate()
      if (part.kind === 'account') here = begin(part.account)
      else {
        here ??= begin({})
        if (part.kind === 'entry') here.transactions.push(part.entry)
        else if (part.kind === 'balance') here.balances.push(part.balance)
        else here.skipped.push(part.rule)
      }
    }
  } catch (error) {
    throw error instanceof StatementError ? new FileError(error.message) : error
  }
  const full = drafts.filter((one) => one.transactions.length + one.skipped.length + one.balances.length > 0)
  if (full.length === 0 && !drafts.some(({ account }) => isNamed(account)))
    throw new FileError('nothing in it that is an entry')
  // Of several accounts the name is all that tells them apart where there is no number.
  const several = full.length > 1
  return full.map(({ account, ...draft }) => {
    const byName = several && account.iban === undefined && account.number === undefined && account.name !== undefined
    return inItsCurrency({ ...draft, account: byName ? { ...account, number: account.name, byName: true } : account })
  })
}

function isNamed({ iban, number, name }: FileAccount): boolean {
  return (iban ?? number ?? name) !== undefined
}

function nameOf({ iban, number, name, currency = '' }: FileAccount): string {
  return `${iban ?? number ?? name ?? ''} ${currency}`
}

/** Amounts without a currency are in the one that the account is told in, or that the others show. */
function inItsCurrency({ account, ...draft }: Draft): FileSection {
  const shown = [...draft.balances, ...draft.transactions].find(({ amount }) => amount.currency !== 'XXX')
  const told = account.currency === 'XXX' ? undefined : account.currency
  const currency = told ?? shown?.amount.currency
  if (currency === undefined) return { account, ...draft }
  return {
    account: { ...account, currency },
    transactions: balancesInCurrencyOf(draft.transactions, currency),
    balances: balancesInCurrencyOf(draft.balances, currency),
    skipped: draft.skipped,
  }
}
