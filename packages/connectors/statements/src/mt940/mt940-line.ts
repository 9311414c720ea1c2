import type { Money } from '@raccord/connector-kit'
import { existingDay } from '../calendar-day.ts'
import { mt940Amount } from './mt940-amount.ts'
import { shortDay } from './short-day.ts'

/** Field 61 of SWIFT MT940 and MT942: `yymmdd[mmdd]{R|E}{C|D}[funds]amount[type][reference][//bank reference]`. */
export interface StatementLine {
  readonly valueDate?: string
  readonly bookingDate?: string
  readonly amount: Money
  /** `NTRF`: how the transfer came about. */
  readonly type?: string
  readonly reference?: string
  readonly bankReference?: string
  /** Second line of the field and those behind it. */
  readonly supplement?: string
  /** `EC` and `ED` of MT942: expected, not booked. */
  readonly expected: boolean
}

/** Banks pad with spaces; a third mark letter is the last one of the currency. */
const beginning = /^\s*(\d{6}) {0,20}(\d{4})? {0,20}([RE]?[CD]) {0,20}([A-Z])? {0,20}/
/** Banks leave out the type. What stands behind an amount is a type, a reference or nothing: else it goes on. */
const amountAndMore = /^(\d[\d.,]*|,\d+) {0,20}(?:([NSF][A-Z0-9]{3})(.*)|((?:\/\/|(?<= )[A-Za-z]{2}).*)?)$/

/** `around`: a day of the statement, for the year of an entry whose value date is none. Answers with the rule that the line broke. */
export function readStatementLine(
  text: string,
  currency: string,
  around?: string,
): StatementLine | 'entry_unreadable' | 'amount_unreadable' {
  const [first = '', ...more] = text.split('\n')
  const begun = beginning.exec(first)
  if (!begun) return 'entry_unreadable'
  const [whole, value, entry, mark = ''] = begun
  const [, digits = '', type, behind, alone] = amountAndMore.exec(first.slice(whole.length).trimEnd()) ?? []
  const money = mt940Amount(digits, currency)
  if (!money) return 'amount_unreadable'
  const references = behind ?? alone ?? ''
  const valueDate = shortDay(value)
  // A reversed credit takes money away.
  const outgoing = mark === 'D' || mark === 'ED' || mark === 'RC'
  const cut = references.indexOf('//')
  return {
    valueDate,
    bookingDate: entryDay(valueDate ?? around, entry) ?? valueDate,
    amount: outgoing && money.minor !== 0 ? { ...money, minor: -money.minor } : money,
    type,
    reference: known(cut === -1 ? references : references.slice(0, cut)),
    bankReference: known(cut === -1 ? '' : references.slice(cut + 2)),
    supplement: more.join('\n').trim() || undefined,
    expected: mark.startsWith('E'),
  }
}

/** `mmdd` has no year: it is the one nearest to the value date. */
function entryDay(valueDate: string | undefined, entry: string | undefined): string | undefined {
  if (valueDate === undefined || entry === undefined) return undefined
  const year = Number(valueDate.slice(0, 4))
  const far = (day: string) => Math.abs(Date.parse(day) - Date.parse(valueDate))
  return [year - 1, year, year + 1]
    .map((one) => existingDay(one, Number(entry.slice(0, 2)), Number(entry.slice(2))))
    .filter((day) => day !== undefined)
    .sort((a, b) => far(a) - far(b))[0]
}

/** Also Dutch words for where the reference is to be found. */
function known(text: string): string | undefined {
  const clean = text.trim()
  return clean === '' || /^(NONREF|NOTPROVIDED|KREF\+?|[EMP]REF|MARF)$/i.test(clean) ? undefined : clean
}
