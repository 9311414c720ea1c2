import type { Day } from '@raccord/connector-kit'
import { existingDay } from '@raccord/connector-statements'
import { type DayOrder, dayOrders } from '@raccord/contract'

const separated = /^(\d{1,4})[-/.' ]\s?(\d{1,2})[-/.' ]\s?(\d{1,4})(?:[T ,;]\s*\d.*)?$/
const compact = /^(\d{4})(\d{2})(\d{2})(?:\d{6}.*|[T ].*)?$/

/** `undefined`: no day, or none in this order. Two digits of a year are those of 1951 to 2050. */
export function readDay(text: string, order: DayOrder): Day | undefined {
  const written = text.trim()
  if (written.length > 40) return undefined
  const whole = compact.exec(written)
  if (whole) return order === 'ymd' ? existing(whole[1], whole[2], whole[3]) : undefined
  const [, one = '', two = '', three = ''] = separated.exec(written) ?? []
  if (one === '') return undefined
  if (order === 'ymd') return one.length === 4 ? existing(one, two, three) : undefined
  if (one.length > 2 || three.length === 1 || three.length === 3) return undefined
  return order === 'dmy' ? existing(three, two, one) : existing(three, one, two)
}

function existing(year = '', month = '', day = ''): Day | undefined {
  if (day.length > 2) return undefined
  const short = Number(year)
  return existingDay(year.length > 2 ? short : short > 50 ? 1900 + short : 2000 + short, Number(month), Number(day))
}

/**
 * The orders in which every text is a day. Where two are left, the one in which the days of a file go one way, as they do in
 * statements, is taken alone; none is left for texts that are no days.
 */
export function dayOrdersOf(texts: readonly string[]): readonly DayOrder[] {
  if (texts.length === 0) return []
  const fitting = dayOrders.filter((order) => texts.every((text) => readDay(text, order) !== undefined))
  if (fitting.length < 2 || new Set(texts).size < 3) return fitting
  const straight = fitting.filter((order) => goesOneWay(texts.map((text) => readDay(text, order) ?? '')))
  return straight.length === 1 ? straight : fitting
}

function goesOneWay(days: readonly Day[]): boolean {
  const rises = days.every((day, at) => at === 0 || (days[at - 1] ?? '') <= day)
  return rises || days.every((day, at) => at === 0 || (days[at - 1] ?? '') >= day)
}
