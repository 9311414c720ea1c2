import { readDay } from '../day-order.ts'
import { readAmount } from '../decimal-mark.ts'
import { FileError } from '../file-part.ts'
import { type Application, linesOf, type Movement, partsOf, type Row, type Writing } from './application.ts'

/** GnuCash, *Export transactions to CSV* in the simple layout: one row a booking of the account that was chosen. */
export const gnucash: Application = {
  columns: ['date', 'account name', 'description', 'full category path', 'reconcile', 'amount num', 'value num'],
  days: ['date'],
  amounts: ['amount num'],
  *read(rows, writing) {
    yield* partsOf(movements(rows, writing))
  },
}

/** The other layout has a row for each side of each booking: what it says of one account can't be told from the rest. */
export const gnucashFull: Application = {
  columns: ['transaction id', 'void reason', 'full account name', 'amount num', 'value num'],
  days: [],
  amounts: [],
  // biome-ignore lint/correctness/useYield: it never comes so far
  *read() {
    throw new FileError('GnuCash’s full layout has both sides of each booking: export it with “Simple Layout”')
  },
}

function* movements(
  rows: Iterable<{ readonly row: Row; readonly raw: string }>,
  { order, mark, currency }: Writing,
): Generator<Movement> {
  for (const { row, raw } of rows) {
    const account = { name: row('account name') }
    const told = currencyOf(row('amount with sym') ?? '')
    const amount = readAmount(row('amount num') ?? '', mark, told ?? currency)
    const value = readAmount(row('value num') ?? '', mark, told ?? currency)
    const bookingDate = readDay(row('date') ?? '', order)
    // A count of shares is no money.
    if (told === undefined && amount && value && amount.minor !== value.minor) {
      yield { account, entry: 'other_currency' }
      continue
    }
    if (!amount || bookingDate === undefined) {
      yield { account, entry: amount ? 'date_unreadable' : 'amount_unreadable' }
      continue
    }
    const number = row('number') ?? row('transaction number')
    const checkNumber = /^\d{1,20}$/.test(number ?? '') ? number : undefined
    const remittance = linesOf(row('description'))
    yield {
      account,
      entry: { status: 'BOOKED', amount, bookingDate, checkNumber, remittance, raw },
    }
  }
}

/** Of an amount as GnuCash shows it, by a code or a sign that is one currency's alone. */
function currencyOf(shown: string): string | undefined {
  const code = /(?<!\p{L})[A-Z]{3}(?!\p{L})/u.exec(shown)?.[0]
  if (code !== undefined) return knownCurrencies.has(code) ? code : undefined
  return Object.entries(signs).find(([sign]) => shown.includes(sign))?.[1]
}

const signs: Readonly<Record<string, string>> = {
  ...{ '€': 'EUR', '£': 'GBP', '₹': 'INR', '₪': 'ILS' },
  ...{ '₩': 'KRW', '₺': 'TRY', '₴': 'UAH', '₽': 'RUB' },
}
const knownCurrencies: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'))
