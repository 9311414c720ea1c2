import type { Day } from '@raccord/connector-kit'
import { existingDay } from '@raccord/connector-statements'
import { type DayOrder, dayOrders } from '@raccord/contract'
import { monthOf } from './month-words.ts'

const separated = /^(\d{1,4})[-/.' ]\s?(\d{1,2})[-/.' ]\s?(\d{1,4})(?:[T ,;]\s*\d.*)?$/
const compact = /^(\d{4})(\d{2})(\d{2})(?:\d{6}.*|[T ].*)?$/
const worded = /^(\d{1,2})(?:st|nd|rd|th|\.)?[-/ ]\s?(\p{L}{3,10})\.?[-/, ]\s?(\d{4}|\d{2})(?:[T ,;]\s*\d.*)?$/u
const wordFirst = /^(\p{L}{3,10})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})(?:[T ,;]\s*\d.*)?$/u

/**
 * `undefined`: no day, or none in this order. Two digits of a year are those of 1951 to 2050.
 *
 * @param counts 30 February is the last of the month where banks count thirty days a month: for a value day alone
 */
export function readDay(text: string, order: DayOrder, counts?: '30 days'): Day | undefined {
  const written = text.trim()
  if (written.length > 40) return undefined
  const [year = '', month = '', day = ''] = partsOf(written, order) ?? []
  if (year === '' || day.length > 2) return undefined
  const short = Number(year)
  const full = year.length > 2 ? short : short > 50 ? 1900 + short : 2000 + short
  const found = existingDay(full, Number(month), Number(day))
  return counts === undefined && Number(found?.slice(8)) !== Number(day) ? undefined : found
}

/** Year, month, day. */
function partsOf(written: string, order: DayOrder): readonly (string | undefined)[] | undefined {
  const whole = compact.exec(written)
  if (whole) return order === 'ymd' ? whole.slice(1) : undefined
  const [, one = '', two = '', three = ''] = separated.exec(written) ?? []
  if (one === '') return wordedParts(written, order)
  if (order === 'ymd') return one.length === 4 ? [one, two, three] : undefined
  if (one.length > 2 || three.length === 1 || three.length === 3) return undefined
  return order === 'dmy' ? [three, two, one] : [three, one, two]
}

/** `01 Mar 2026`, `1 mars 2026`, `Mar 1, 2026`. */
function wordedParts(written: string, order: DayOrder): readonly (string | undefined)[] | undefined {
  if (order === 'ymd') return undefined
  const [, one, two, three] = (order === 'dmy' ? worded : wordFirst).exec(written) ?? []
  const month = monthOf((order === 'dmy' ? two : one) ?? '')
  return month === undefined ? undefined : [three, String(month), order === 'dmy' ? one : two]
}

/**
 * The orders in which every text is a day. Where two are left, the one in which the days of a file go one way, as they do in
 * statements, is taken alone; none is left for texts that are no days.
 */
export function dayOrdersOf(texts: readonly string[]): readonly DayOrder[] {
  if (texts.length === 0) return []
  const read = (text: string, order: DayOrder) => readDay(text, order, '30 days')
  const fitting = dayOrders.filter((order) => texts.every((text) => read(text, order) !== undefined))
  if (fitting.length < 2 || new Set(texts).size < 3) return fitting
  const straight = fitting.filter((order) => goesOneWay(texts.map((text) => read(text, order) ?? '')))
  return straight.length === 1 ? straight : fitting
}

function goesOneWay(days: readonly Day[]): boolean {
  const rises = days.every((day, at) => at === 0 || (days[at - 1] ?? '') <= day)
  return rises || days.every((day, at) => at === 0 || (days[at - 1] ?? '') >= day)
}
