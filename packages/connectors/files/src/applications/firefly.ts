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
  columns: ['journal id', 'type', 'amount', 'source name', 'source type', 'destination name', 'destination type'],
  days: ['date'],
  amounts: ['amount'],
  *read(rows, writing) {
    const accounts = new Map<string, Movement[]>()
    let nobodys = 0
    for (const { row, raw } of rows) {
      const sides = (['source', 'destination'] as const).filter((side) => own.test(row(`${side} type`) ?? ''))
      if (sides.length === 0) nobodys += 1
      for (const side of sides) {
        const movement = movementOf(row, raw, side, { ...writing, currency: row('currency code') ?? 'XXX' })
        const key = movement.account.name ?? ''
        const known = accounts.get(key)
        if (known) known.push(movement)
        else accounts.set(key, [movement])
      }
    }
    // An account at a time: parts of one booking of it stand together then.
    for (const movements of accounts.values()) {
      const iban = movements.map(({ account }) => account.iban).find((one) => one !== undefined)
      yield* partsOf(movements.map((one) => ({ ...one, account: { ...one.account, iban } })))
    }
    for (; nobodys > 0; nobodys -= 1) yield { kind: 'skipped', rule: 'account_not_own' }
  },
}

function movementOf(row: Row, raw: string, side: Side, { order, mark, currency }: Writing): Movement {
  const account = { name: row(`${side} name`), iban: ibanOf(row(`${side} iban`)) }
  // Rows that no title holds together are bookings of their own.
  const group = row('group title') === undefined ? undefined : row('group id')
  const same = group === undefined ? { account } : { account, booking: group }
  const other = side === 'source' ? 'destination' : 'source'
  const foreignCurrency = row('foreign currency code')
  const foreign =
    foreignCurrency === undefined ? undefined : readAmount(row('foreign amount') ?? '', mark, foreignCurrency)
  const main = readAmount(row('amount') ?? '', mark, currency)
  const both = own.test(row(`${other} type`) ?? '')
  // Of a transfer between two currencies each account has its own.
  const written = side === 'destination' && both ? (foreign ?? main) : main
  const day = readDay(row('date') ?? '', order)
  if (!written || day === undefined) return { ...same, entry: written ? 'date_unreadable' : 'amount_unreadable' }
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
  return { ...same, entry }
}
