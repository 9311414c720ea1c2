import { columnsProblem, FileError, type ReadFile, readUploaded, uploadBounds } from '@raccord/connector-files'
import { ibanOf } from '@raccord/connector-kit'
import { type CsvColumns, type DayOrder, type DecimalMark, defined } from '@raccord/contract'
import type { KnownAccount } from '../accounts/account-store.ts'
import { maskedNumber } from '../accounts/masked-number.ts'
import { accountOfSection } from '../files/account-of-section.ts'
import type { UploadedAccount } from '../files/uploaded-section.ts'
import type { KeptFile, KeptPart, KeptSection, Said, SentFile } from '../journey/uploads.ts'
import { entryDay } from '../transactions/identity.ts'

/** What a person said of one file. */
export interface SaidOfFile {
  /** By shape. */
  readonly columns: { readonly [shape: string]: CsvColumns }
  /** A shape whose columns were refused, until they are mended. */
  readonly badColumns?: string
  readonly dayOrder?: DayOrder
  readonly decimal?: DecimalMark
  /** By part: an archive may hold files of several accounts. */
  readonly accounts: { readonly [part: number]: UploadedAccount }
  /** A part whose days or amounts were confirmed without a choice. */
  readonly badWriting?: number
  readonly badAccount?: { readonly part: number; readonly what: 'number' | 'currency' }
}

export const nothingSaid: SaidOfFile = { columns: {}, accounts: {} }

export interface ReviewContext {
  /** How files of a shape were read before, of this person. */
  readonly remembered: (shape: string) => CsvColumns | undefined
  /** Accounts of this person; those of the connection first. */
  readonly here: readonly KnownAccount[]
  readonly elsewhere: readonly KnownAccount[]
}

/** One file as it is read with what was said of it. */
export function readKept(
  file: SentFile,
  said: SaidOfFile,
  { remembered }: Pick<ReviewContext, 'remembered'>,
  left?: Parameters<typeof readUploaded>[2],
) {
  const choices = {
    remembered: (shape: string) => said.columns[shape] ?? remembered(shape),
    confirm: true,
    ...(said.dayOrder ? { dayOrder: said.dayOrder } : {}),
    ...(said.decimal ? { decimal: said.decimal } : {}),
  }
  return readUploaded(file, choices, left)
}

/** What a page shows of a file, and what is still to be asked. Nothing is stored. */
export async function reviewUpload(
  file: SentFile,
  said: SaidOfFile,
  context: ReviewContext,
  left = uploadBounds(),
): Promise<Omit<KeptFile, 'id'>> {
  const { name } = file
  try {
    const read = await readKept(file, said, context, left)
    return { name, parts: read.map((one, part) => partOf(one, part, said, context)) }
  } catch (error) {
    if (!(error instanceof FileError)) throw error
    return { name, fault: error.fault, parts: [] }
  }
}

function partOf(file: ReadFile, part: number, said: SaidOfFile, context: ReviewContext): KeptPart {
  const { name } = file
  if (file.kind === 'unclear') {
    if (file.format === 'qif') {
      const refused = said.badWriting === part ? { refused: true } : {}
      return { name, kind: 'day_order', orders: file.dayOrders, decimals: file.decimals, ...refused }
    }
    const { columns, doubts, sample, shape } = file.guess
    const shown = sample.slice(0, 4).map((row) => row.map((cell) => cell.slice(0, 60)))
    const refused = said.badColumns === shape ? { refused: true } : {}
    return { name, kind: 'columns', shape, columns, doubts, sample: shown, ...refused }
  }
  const holds: KeptSection[] = []
  for (const { account, transactions, skipped } of file.sections) {
    const named = { ...said.accounts[part], ...defined(account) }
    // Whose it is is never guessed: an account that is the only one may be of another bank.
    const choice = accountOfSection(account, said.accounts[part] ?? {}, context, true)
    const called = choice.kind === 'known' && choice.called === true
    const bare = named.iban === undefined && named.number === undefined && !called
    if (bare || choice.kind === 'unnamed' || choice.kind === 'no_currency') {
      const refused = said.badAccount?.part === part ? { refused: said.badAccount.what } : {}
      const missing =
        choice.kind === 'no_currency' && said.accounts[part] && !('refused' in refused)
          ? { refused: 'currency' as const }
          : {}
      return { name, kind: 'account', onlyCurrency: !bare && said.accounts[part] === undefined, ...refused, ...missing }
    }
    const days = transactions.flatMap((entry) => entryDay(entry) ?? []).toSorted()
    const [from, to] = [days[0], days.at(-1)]
    const label = maskedNumber(
      choice.kind === 'known' ? (choice.account.iban ?? choice.account.number) : (named.iban ?? named.number),
    )
    holds.push({
      ...(label === '' ? {} : { account: label }),
      ...{ entries: transactions.length, unread: skipped.length },
      ...(from === undefined || to === undefined ? {} : { from, to }),
    })
  }
  return { name, kind: 'read', holds }
}

/** With what the person said now; what can't be so is kept as refused, to be told. */
export function saying(before: SaidOfFile, said: Said, parts: readonly KeptPart[]): SaidOfFile | undefined {
  const { badColumns: _columns, badWriting: _writing, badAccount: _account, ...kept } = before
  const asked = parts[said.part]
  if (said.do === 'file_order') {
    if (asked?.kind !== 'day_order') return undefined
    const { part, dayOrder, decimal } = said
    if (dayOrder === '' || decimal === '') return { ...kept, badWriting: part }
    return asked.orders.includes(dayOrder) && asked.decimals.includes(decimal)
      ? { ...kept, dayOrder, decimal }
      : undefined
  }
  if (said.do === 'file_columns') {
    if (asked?.kind !== 'columns') return undefined
    const { separator, skipRows } = asked.columns
    const columns = { separator, skipRows, decimal: said.decimal, dayOrder: said.dayOrder, columns: said.columns }
    return columnsProblem(columns) === undefined
      ? { ...kept, columns: { ...kept.columns, [asked.shape]: columns } }
      : { ...kept, badColumns: asked.shape }
  }
  if (asked?.kind !== 'account') return undefined
  const currency = said.currency.trim().toUpperCase()
  const typed = said.number.replace(/\s/g, '').toUpperCase()
  const iban = ibanOf(typed)
  const { part } = said
  if (currency !== '' && !/^[A-Z]{3}$/.test(currency)) return { ...kept, badAccount: { part, what: 'currency' } }
  // What looks like an IBAN and is none has a slip of the pen in it.
  const number = /^[A-Z]{2}\d{2}[A-Z0-9]{8,}$/.test(typed) || !/^[A-Z0-9./*-]{2,40}$/.test(typed) ? undefined : typed
  if (!asked.onlyCurrency && iban === undefined && number === undefined)
    return { ...kept, badAccount: { part, what: 'number' } }
  const account = {
    ...kept.accounts[part],
    ...(asked.onlyCurrency ? {} : iban === undefined ? { number } : { iban }),
    ...(currency === '' ? {} : { currency }),
  } as UploadedAccount
  return { ...kept, accounts: { ...kept.accounts, [part]: account } }
}
