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
  /** Columns, folded, that its table has and hardly another. */
  readonly columns: readonly string[]
  /** Columns that give away the order of days and the mark of decimals. */
  readonly days: readonly string[]
  readonly amounts: readonly string[]
  read(rows: Iterable<{ readonly row: Row; readonly raw: string }>, writing: Writing): Generator<FilePart>
}

/** What one row says of one account. */
export interface Movement {
  /** As the program calls it. */
  readonly account: FileAccount
  /** By the rule that it broke, where it can't be read. */
  readonly entry: BankTransaction | string
  /** Rows that have it in common are one booking. */
  readonly booking?: string
}

/** Movements as parts of a file; those of one booking that stand together as one entry, since its bank has one. */
export function* partsOf(movements: Iterable<Movement>): Generator<FilePart> {
  let before: FileAccount = {}
  let open: Movement[] = []
  const told = function* (): Generator<FilePart> {
    const [first] = open
    if (!first) return
    if (first.account.name !== before.name) {
      before = first.account
      yield { kind: 'account', account: before }
    }
    const entries = open.flatMap(({ entry }) => (typeof entry === 'string' ? [] : [entry]))
    const rules = open.flatMap(({ entry }) => (typeof entry === 'string' ? [entry] : []))
    // A sum of which a part is missing is none.
    if (rules.length > 0) for (const _part of entries) rules.push('split_incomplete')
    else for (const entry of joined(entries)) yield { kind: 'entry', entry }
    for (const rule of rules) yield { kind: 'skipped', rule }
  }
  for (const movement of movements) {
    const [first] = open
    const same = first?.booking !== undefined && first.booking === movement.booking
    if (!same || first.account.name !== movement.account.name || open.length >= mostParts) {
      yield* told()
      open = []
    }
    open.push(movement)
  }
  yield* told()
}

/** Nobody splits a booking into more; what goes on is another entry. */
const mostParts = 500
/** More words are no note of anybody's. */
const mostLines = 100

/** One entry of all; where their sum is nothing that can be told exactly, several. */
function joined(parts: readonly BankTransaction[]): BankTransaction[] {
  const [first, ...others] = parts
  if (!first) return []
  const whole: BankTransaction[] = [first]
  for (const part of others) {
    const last = whole.at(-1) ?? first
    const minor = last.amount.minor + part.amount.minor
    const exact = last.amount.exact ?? part.amount.exact
    const alike = last.amount.currency === part.amount.currency && last.bookingDate === part.bookingDate
    if (!alike || exact !== undefined || !Number.isSafeInteger(minor)) whole.push(part)
    else {
      const lines = new Set([...last.remittance, ...part.remittance])
      whole[whole.length - 1] = {
        ...last,
        amount: { minor, currency: last.amount.currency },
        counterpartyName: last.counterpartyName ?? part.counterpartyName,
        remittance: [...lines].slice(0, mostLines),
        raw: `${last.raw}\n${part.raw}`,
      }
    }
  }
  return whole
}

/** Lines of a note, trimmed; an empty one is none. */
export function linesOf(...texts: readonly (string | undefined)[]): string[] {
  return texts.flatMap((text) => (text ?? '').split(/\r\n|\r|\n/)).flatMap((line) => line.trim() || [])
}
