import type { CsvRole, DecimalMark } from '@raccord/contract'
import { readAmount } from '../decimal-mark.ts'
import { currencyIn, directionOf } from './cell-words.ts'

type Row = readonly string[]

/** What may make another amount of a row than its bank meant. Roles are mended where the file itself shows how, else it is a doubt. */
export function moneyDoubts(
  given: readonly (CsvRole | null)[],
  header: Row,
  entries: readonly Row[],
  mark: DecimalMark,
): { readonly roles: (CsvRole | null)[]; readonly doubtful: boolean } {
  const roles = [...given]
  const at = (role: CsvRole) => roles.indexOf(role)
  const number = (row: Row, role: CsvRole) => readAmount(row[at(role)] ?? '', mark, 'XXX')?.minor
  let doubtful = halvesOfBothSigns(entries, (row, role) => number(row, role) ?? 0)
  // The amount's own header says it; another column tells that of something else.
  const ofHeader = at('amount') === -1 ? undefined : currencyIn(header[at('amount')] ?? '')
  if (ofHeader !== undefined && at('currency') !== -1) {
    const other = entries.some((row) => (currencyIn(row[at('currency')] ?? '') ?? ofHeader) !== ofHeader)
    if (other) roles[at('currency')] = null
  }
  if (at('amount') === -1) return { roles, doubtful }
  const signed = entries.some((row) => (number(row, 'amount') ?? 0) < 0)
  const words = at('direction') === -1 && !signed ? columnOfDirections(roles, entries) : undefined
  if (words !== undefined) {
    roles[words] = 'direction'
    doubtful = true
  }
  if (at('direction') === -1 && !signed && columnOfMarks(roles, entries)) doubtful = true
  const amountOf = (row: Row) => {
    const amount = number(row, 'amount')
    const way = at('direction') === -1 ? undefined : directionOf(row[at('direction')] ?? '')
    if (amount === undefined || way === undefined) return amount
    // A word that says the contrary of a sign is a doubt.
    if (signed && amount !== 0 && amount < 0 !== (way === 'debit')) doubtful = true
    return way === 'debit' ? -Math.abs(amount) : Math.abs(amount)
  }
  const fee = (row: Row) => Math.abs(number(row, 'fee') ?? 0)
  const moves = entries.map((row) => ({ amount: amountOf(row), fee: fee(row), balance: number(row, 'balance') }))
  const told = moves.filter((move) => move.amount !== undefined && move.balance !== undefined)
  const fits = (size: (move: Move) => number, absolute = false) => balanced(told, size, absolute)
  if (moves.some((move) => move.fee !== 0)) {
    // Besides the amount, or in it: the balances tell, or nobody.
    const [within, beside] = [fits(({ amount = 0 }) => amount), fits(({ amount = 0, fee }) => amount - fee)]
    if (within === beside) doubtful = true
    else if (within) roles[at('fee')] = null
  } else if (fits(({ amount = 0 }) => amount, true) && !fits(({ amount = 0 }) => amount)) doubtful = true
  return { roles, doubtful }
}

interface Move {
  readonly amount: number | undefined
  readonly fee: number
  readonly balance: number | undefined
}

/** Whether each balance is the one before and what moved, in one order of rows or the other. */
function balanced(moves: readonly Move[], size: (move: Move) => number, absolute: boolean): boolean {
  const same = (gone: number, move: Move) => (absolute ? Math.abs(gone) === Math.abs(size(move)) : gone === size(move))
  const every = (older: 0 | 1) =>
    moves.every((move, at) => {
      const next = moves[at + 1]
      if (!next) return true
      const [before, after] = older === 0 ? [move, next] : [next, move]
      return same((after.balance ?? 0) - (before.balance ?? 0), after)
    })
  return moves.length > 1 && (every(0) || every(1))
}

/** A column of debits in which some go up and some down tells of corrections, or is something else. */
function halvesOfBothSigns(entries: readonly Row[], number: (row: Row, role: CsvRole) => number): boolean {
  return (['debit', 'credit'] as const).some((role) => {
    const all = entries.map((row) => Math.sign(number(row, role)))
    return all.includes(1) && all.includes(-1)
  })
}

/** Each row has a word for a direction in it, and nothing else is read of it; in a column of words both directions. */
function columnOfDirections(roles: readonly (CsvRole | null)[], entries: readonly Row[]): number | undefined {
  const at = roles.findIndex((role, column) => {
    const ways = new Set(entries.map((row) => directionOf(row[column] ?? '')))
    return !ways.has(undefined) && (role === null || (role === 'description' && ways.size === 2))
  })
  return at === -1 ? undefined : at
}

/** Two letters or signs that nobody knows, beside amounts without a sign. */
function columnOfMarks(roles: readonly (CsvRole | null)[], entries: readonly Row[]): boolean {
  return roles.some((role, column) => {
    const marks = new Set(entries.map((row) => row[column] ?? ''))
    return role === null && marks.size === 2 && [...marks].every((mark) => /^[\p{L}+-]?$/u.test(mark))
  })
}
