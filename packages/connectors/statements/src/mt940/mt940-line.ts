import { type Money, parseMoney } from '@raccord/connector-kit'
import { pick } from '../pick.ts'
import { shortDay } from './short-day.ts'

/** Field 61 of SWIFT MT940 and MT942: `yymmdd[mmdd]{R}{C|D}[funds]amount[type][reference][//bank reference]`. */
export interface StatementLine {
  readonly valueDate?: string
  readonly bookingDate?: string
  readonly amount: Money
  /** `NTRF`: how the transfer came about. */
  readonly type?: string
  readonly reference?: string
  readonly bankReference?: string
  /** Second line of the field. */
  readonly supplement?: string
  /** `EC` and `ED` of MT942: expected, not booked. */
  readonly expected: boolean
}

/** Banks leave out the type or write a dot; a third mark letter is the last one of the currency. */
const shape =
  /^(\d{6})(\d{4})?([RE]?[CD])([A-Z])?(\d{1,15}(?:[.,]\d{0,4})?)([A-Z][A-Z0-9]{3})?((?:(?!\/\/)[^\n])*)?(?:\/\/([^\n]*))?(?:\n([\s\S]*))?$/

export function readStatementLine(text: string, currency: string): StatementLine | undefined {
  const match = shape.exec(text)
  if (!match) return undefined
  const [, value, entry, mark = '', , digits = '', type, reference, bankReference, supplement] = match
  const money = parseMoney(digits, currency, ',')
  if (!money) return undefined
  const valueDate = shortDay(value)
  // A reversed credit takes money away.
  const outgoing = mark === 'D' || mark === 'ED' || mark === 'RC'
  return {
    ...pick('valueDate', valueDate),
    ...pick('bookingDate', entryDay(valueDate, entry) ?? valueDate),
    amount: outgoing && money.minor !== 0 ? { ...money, minor: -money.minor } : money,
    ...pick('type', type),
    ...pick('reference', known(reference)),
    ...pick('bankReference', known(bankReference)),
    ...pick('supplement', supplement?.trim() || undefined),
    expected: mark.startsWith('E'),
  }
}

/** `mmdd` has no year: it is the one nearest to the value date. */
function entryDay(valueDate: string | undefined, entry: string | undefined): string | undefined {
  if (valueDate === undefined || entry === undefined) return undefined
  const year = Number(valueDate.slice(0, 4))
  const days = [year - 1, year, year + 1].map((one) => shortDay(`${String(one % 100).padStart(2, '0')}${entry}`))
  const far = (day: string) => Math.abs(Date.parse(day) - Date.parse(valueDate))
  return days.filter((day) => day !== undefined).sort((a, b) => far(a) - far(b))[0]
}

function known(text: string | undefined): string | undefined {
  const clean = text?.trim() ?? ''
  return clean === '' || /^(NONREF|NOTPROVIDED|KREF\+?)$/i.test(clean) ? undefined : clean
}
