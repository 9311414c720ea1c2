import { type BankTransaction, directed, ibanOf } from '@raccord/connector-kit'
import { readDay } from '../day-order.ts'
import { readAmount } from '../decimal-mark.ts'
import { type Application, linesOf, type Movement, partsOf, type Row, type Writing } from './application.ts'

/** Kinds of account that are a person's own; all others are somebody he pays or is paid by. */
const own = /^(asset account|default account|loan|debt|mortgage|credit ?card)$/i

type Side = 'source' | 'destination'

/**
 * Firefly III, *Export data*: transactions. A row has two sides. Both are his own in a transfer, which is then an entry of each of the two accounts; rows of a
 * group are parts of one booking.
 */
export const firefly: Application = {
  name: 'Firefly III',
  columns: ['journal id', 'type', 'amount', 'source name', 'source type', 'destination name', 'destination type'],
  days: ['date'],
  amounts: ['amount'],
  *read(rows, writing) {
    const accounts = new Map<string, Movement[]>()
    for (const { row, raw } of rows) {
      for (const movement of sidesOf(row, raw, writing)) {
        if (typeof movement === 'string') yield { kind: 'skipped', rule: movement }
        else {
          const key = movement.account.name ?? ''
          const known = accounts.get(key)
          if (known) known.push(movement)
          else accounts.set(key, [movement])
        }
      }
    }
    // An account at a time: parts of one booking of it stand together then.
    for (const movements of accounts.values()) {
      const iban = movements.map(({ account }) => account.iban).find((one) => one !== undefined)
      yield* partsOf(movements.map((one) => ({ ...one, account: { ...one.account, iban } })))
    }
  },
}

function* sidesOf(row: Row, raw: string, { order, mark }: Writing): Generator<Movement | string> {
  const sides = (['source', 'destination'] as const).filter((side) => own.test(row(`${side} type`) ?? ''))
  if (sides.length === 0) yield 'account_not_own'
  for (const side of sides) {
    yield movementOf(row, raw, side, { order, mark, currency: row('currency code') ?? 'XXX' })
  }
}

function movementOf(row: Row, raw: string, side: Side, { order, mark, currency }: Writing): Movement | string {
  const other = side === 'source' ? 'destination' : 'source'
  const foreignCurrency = row('foreign currency code')
  const foreign =
    foreignCurrency === undefined ? undefined : readAmount(row('foreign amount') ?? '', mark, foreignCurrency)
  const main = readAmount(row('amount') ?? '', mark, currency)
  const both = own.test(row(`${other} type`) ?? '')
  // Of a transfer between two currencies each account has its own.
  const written = side === 'destination' && both ? (foreign ?? main) : main
  const day = readDay(row('date') ?? '', order)
  if (!written || day === undefined) return written ? 'date_unreadable' : 'amount_unreadable'
  const amount = directed(written, side === 'source' ? 'debit' : 'credit')
  const original = foreign && !both ? directed(foreign, side === 'source' ? 'debit' : 'credit') : undefined
  const booked = readDay(row('book date') ?? '', order)
  const entry: BankTransaction = {
    ...{ status: 'BOOKED', amount, bookingDate: booked ?? day },
    ...(booked === undefined || booked === day ? {} : { transactionDate: day }),
    valueDate: readDay(row('interest date') ?? '', order),
    counterpartyName: row(`${other} name`),
    counterpartyIban: ibanOf(row(`${other} iban`)),
    remittance: linesOf(row('group title'), row('description'), row('notes')),
    endToEndId: row('sepa ct id'),
    mandateId: row('sepa db'),
    creditorId: row('sepa ci'),
    ...(original ? { original: { amount: original } } : {}),
    raw,
  }
  const account = { name: row(`${side} name`), iban: ibanOf(row(`${side} iban`)) }
  // Rows that no title holds together are bookings of their own.
  const group = row('group title') === undefined ? undefined : row('group id')
  return { account, entry, ...(group === undefined ? {} : { booking: group }) }
}
