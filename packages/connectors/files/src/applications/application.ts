import type { BankTransaction } from '@raccord/connector-kit'
import type { DayOrder, DecimalMark } from '@raccord/contract'
import type { FileAccount, FilePart } from '../file-part.ts'

/** A row by the names of its columns, folded (`split amount`); an empty cell is none. */
export type Row = (column: string) => string | undefined

/** In what a whole file writes its days and amounts. */
export interface Writing {
  readonly order: DayOrder
  readonly mark: DecimalMark
  /** Of amounts that name none. */
  readonly currency: string
}

/**
 * What a program writes of accounts that people keep in it. Such a table is not a bank's: rows are of several accounts, one booking may be
 * several rows, and a transfer may be one row of two accounts.
 */
export interface Application {
  readonly name: string
  /** Columns, folded, that its table has and hardly another. */
  readonly columns: readonly string[]
  /** Columns that give away the order of days and the mark of decimals. */
  readonly days: readonly string[]
  readonly amounts: readonly string[]
  read(rows: Iterable<{ readonly row: Row; readonly raw: string }>, writing: Writing): Generator<FilePart>
}

/** One row, or what rows of one booking are together. */
export interface Movement {
  /** As the program calls it. */
  readonly account: FileAccount
  readonly entry: BankTransaction
  /** Rows that have it in common are one booking. */
  readonly booking?: string
}

/** Movements as parts of a file; those of one booking as one entry, since its bank has one. */
export function* partsOf(movements: Iterable<Movement | string>): Generator<FilePart> {
  let before: FileAccount = {}
  let open: Movement | undefined
  const told = function* (movement: Movement): Generator<FilePart> {
    if (movement.account.name !== before.name) {
      before = movement.account
      yield { kind: 'account', account: before }
    }
    yield { kind: 'entry', entry: movement.entry }
  }
  for (const movement of movements) {
    if (typeof movement === 'string') {
      yield { kind: 'skipped', rule: movement }
      continue
    }
    const whole = open && together(open, movement)
    if (whole) {
      open = whole
      continue
    }
    if (open) yield* told(open)
    open = movement
  }
  if (open) yield* told(open)
}

/** `undefined`: they are two bookings, or their sum is nothing that can be told exactly. */
function together(one: Movement, other: Movement): Movement | undefined {
  if (one.booking === undefined || one.booking !== other.booking || one.account.name !== other.account.name)
    return undefined
  const [{ amount, remittance, ...entry }, part] = [one.entry, other.entry]
  const minor = amount.minor + part.amount.minor
  const exact = amount.exact ?? part.amount.exact
  if (amount.currency !== part.amount.currency || exact !== undefined || !Number.isSafeInteger(minor)) return undefined
  return {
    ...one,
    entry: {
      ...entry,
      amount: { minor, currency: amount.currency },
      counterpartyName: entry.counterpartyName ?? part.counterpartyName,
      remittance: [...remittance, ...part.remittance.filter((line) => !remittance.includes(line))],
      raw: `${entry.raw}\n${part.raw}`,
    },
  }
}

/** Lines of a note, trimmed; an empty one is none. */
export function linesOf(...texts: readonly (string | undefined)[]): string[] {
  return texts.flatMap((text) => (text ?? '').split(/\r\n|\r|\n/)).flatMap((line) => line.trim() || [])
}
