import { readDay } from '../day-order.ts'
import { readAmount } from '../decimal-mark.ts'
import { type Application, linesOf, type Movement, partsOf, type Row, type Writing } from './application.ts'

/**
 * Actual Budget, *Export data* of an account or of all. A booking that is split there is one row with the whole in `Split_Amount` and a zero
 * in `Amount`, and then its parts: what the bank has is the whole.
 */
export const actual: Application = {
  columns: ['account', 'date', 'payee', 'notes', 'category', 'amount', 'cleared'],
  days: ['date'],
  amounts: ['amount'],
  *read(rows, writing) {
    yield* partsOf(movements(rows, writing))
  },
}

function* movements(
  rows: Iterable<{ readonly row: Row; readonly raw: string }>,
  { order, mark, currency }: Writing,
): Generator<Movement> {
  for (const { row, raw } of rows) {
    const account = { name: row('account') }
    const notes = row('notes')
    if (/^\(SPLIT \d+ OF \d+\)/.test(notes ?? '')) continue
    const split = /^\(SPLIT INTO \d+\)/.test(notes ?? '')
    const amount = readAmount(row(split ? 'split amount' : 'amount') ?? '', mark, currency)
    const bookingDate = readDay(row('date') ?? '', order)
    if (!amount || bookingDate === undefined) {
      yield { account, entry: amount ? 'date_unreadable' : 'amount_unreadable' }
      continue
    }
    const remittance = linesOf(notes?.replace(/^\(SPLIT INTO \d+\)\s*/, ''))
    const entry = { status: 'BOOKED', amount, bookingDate, counterpartyName: row('payee'), remittance, raw } as const
    yield { account, entry }
  }
}
