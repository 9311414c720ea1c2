import { bankDay, type Day, isYearOfEntries } from '@raccord/connector-kit'

/**
 * A day of the calendar. Banks that count 30 days a month write 30 February: days 29 to 31 that a month does not have are its
 * last one. Anything else that does not exist is no day.
 */
export function existingDay(year: number, month: number, day: number): Day | undefined {
  if (!isYearOfEntries(year)) return undefined
  if (month < 1 || month > 12 || day < 1 || day > 31) return undefined
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate()
  const two = (value: number) => String(value).padStart(2, '0')
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(Math.min(day, last))}`
}

/** `2026-03-01`, also with a zone or a time behind it: the day as it is written. */
export function calendarDay(text: string | undefined): Day | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:[T+Z-].*)?$/.exec(text ?? '')
  return match ? existingDay(Number(match[1]), Number(match[2]), Number(match[3])) : undefined
}

/** The day of an instant where the bank is; a time that names no offset is the bank's own, and its day as written. */
export function dayInZone(text: string | undefined, zone: string): Day | undefined {
  const written = calendarDay(text)
  return written === undefined || (text?.length ?? 0) > 40 ? written : (bankDay(text, zone) ?? written)
}
