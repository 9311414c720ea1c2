import { readDay } from '../day-order.ts'
import { readAmount } from '../decimal-mark.ts'
import { type Application, linesOf, type Movement, partsOf, type Row, type Writing } from './application.ts'

/**
 * YNAB, *Export* of a budget: its register, of all accounts. Parts of a split are rows of their own, `Split (1/2)` in their memo, and amounts carry the
 * budget's sign of currency.
 */
export const ynab: Application = {
  columns: ['account', 'flag', 'date', 'payee', 'memo', 'outflow', 'inflow', 'cleared'],
  days: ['date'],
  amounts: ['outflow', 'inflow'],
  *read(rows, writing) {
    yield* partsOf(movements(rows, writing))
  },
}

function* movements(
  rows: Iterable<{ readonly row: Row; readonly raw: string }>,
  { order, mark, currency }: Writing,
): Generator<Movement> {
  let split = 0
  let before: { readonly part: number; readonly of: string } | undefined
  for (const { row, raw } of rows) {
    const [, part, of = '', memo = ''] = /^Split \((\d{1,6})\/(\d{1,6})\)\s*([\s\S]*)$/.exec(row('memo') ?? '') ?? []
    // Parts stand together, in their order: what does not follow is of another booking.
    if (part !== undefined && !(before?.of === of && before.part + 1 === Number(part))) split += 1
    before = part === undefined ? undefined : { part: Number(part), of }
    const movement = { account: { name: row('account') }, ...(part === undefined ? {} : { booking: String(split) }) }
    const out = readAmount(row('outflow') ?? '0', mark, currency)
    const come = readAmount(row('inflow') ?? '0', mark, currency)
    const minor = out && come ? come.minor - out.minor : Number.NaN
    const bookingDate = readDay(row('date') ?? '', order)
    if (!Number.isSafeInteger(minor) || bookingDate === undefined) {
      yield { ...movement, entry: bookingDate === undefined ? 'date_unreadable' : 'amount_unreadable' }
      continue
    }
    const remittance = linesOf(part === undefined ? row('memo') : memo)
    const amount = { minor, currency }
    const entry = { status: 'BOOKED', amount, bookingDate, counterpartyName: row('payee'), remittance, raw } as const
    yield { ...movement, entry }
  }
}
