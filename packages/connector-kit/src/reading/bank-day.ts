import type { BankTransaction, Day } from '../bank-data.ts'

/** Time zone of each country whose banks these protocols reach; several zones: that of the capital. */
const zones: { readonly [country: string]: string } = {
  AD: 'Europe/Andorra',
  AT: 'Europe/Vienna',
  BE: 'Europe/Brussels',
  BG: 'Europe/Sofia',
  CH: 'Europe/Zurich',
  CY: 'Asia/Nicosia',
  CZ: 'Europe/Prague',
  DE: 'Europe/Berlin',
  DK: 'Europe/Copenhagen',
  EE: 'Europe/Tallinn',
  ES: 'Europe/Madrid',
  FI: 'Europe/Helsinki',
  FO: 'Atlantic/Faroe',
  FR: 'Europe/Paris',
  GB: 'Europe/London',
  GI: 'Europe/Gibraltar',
  GR: 'Europe/Athens',
  HR: 'Europe/Zagreb',
  HU: 'Europe/Budapest',
  IE: 'Europe/Dublin',
  IS: 'Atlantic/Reykjavik',
  IT: 'Europe/Rome',
  LI: 'Europe/Vaduz',
  LT: 'Europe/Vilnius',
  LU: 'Europe/Luxembourg',
  LV: 'Europe/Riga',
  MC: 'Europe/Monaco',
  MD: 'Europe/Chisinau',
  MT: 'Europe/Malta',
  NL: 'Europe/Amsterdam',
  NO: 'Europe/Oslo',
  PL: 'Europe/Warsaw',
  PT: 'Europe/Lisbon',
  RO: 'Europe/Bucharest',
  SE: 'Europe/Stockholm',
  SI: 'Europe/Ljubljana',
  SK: 'Europe/Bratislava',
  SM: 'Europe/San_Marino',
  TR: 'Europe/Istanbul',
  UA: 'Europe/Kyiv',
}

/** Where a bank's days begin, by its country (ISO 3166-1 alpha-2); Paris, where the wire's days are, for any other. */
export function zoneOfCountry(country: string | undefined): string {
  return zones[country?.toUpperCase() ?? ''] ?? 'Europe/Paris'
}

export function isTimeZone(zone: string): boolean {
  try {
    return formatOf(zone) !== undefined
  } catch {
    return false
  }
}

/** Years that entries can have: others are what programs write for no day. */
export function isYearOfEntries(year: number): boolean {
  return year >= 1900 && year <= 2200
}

/** The day that a zone has at an instant. */
export function dayIn(zone: string, instant: Date): Day {
  return formatOf(zone).format(instant)
}

const shape =
  /^(\d{4})-?(\d{2})-?(\d{2})(?:Z|[+-]\d{2}:?\d{2}|[T ](?:(\d{2}):?(\d{2})(?::?(\d{2})(?:[.,]\d+)?)?\s?(Z|[+-]\d{2}(?::?\d{2})?)?)?.*)?$/i

/**
 * The day on which something happened at the bank. A day (`2026-03-01`, `20260301`, also with an offset behind it) or a time
 * without an offset is the bank's own calendar; an instant (`2026-06-30T23:30:00Z`) is the day that the bank's zone has then, so
 * that two spellings of one instant are one day. A day that does not exist is no day, nor is one of a year that no bank's entry
 * has: `0001-01-01` is what programs write for none.
 */
export function bankDay(written: string | undefined, zone: string): Day | undefined {
  const match = shape.exec(written?.trim() ?? '')
  if (!match) return undefined
  const [, year, month, date, hour, minute, second = '00', offset] = match
  if (!isYearOfEntries(Number(year))) return undefined
  const day = `${year}-${month}-${date}`
  const midnight = new Date(`${day}T00:00:00Z`)
  if (Number.isNaN(midnight.getTime()) || !midnight.toISOString().startsWith(day)) return undefined
  if (offset === undefined) return day
  const instant = new Date(`${day}T${hour}:${minute}:${second}${standard(offset)}`)
  return Number.isNaN(instant.getTime()) ? day : dayIn(zone, instant)
}

const dayNames = ['bookingDate', 'valueDate', 'transactionDate'] as const
type DayName = (typeof dayNames)[number]
export type EntryDays = Pick<BankTransaction, 'bookingDate' | 'valueDate' | 'transactionDate' | 'former'>

/** The days of an entry, absent ones left out, and in `former` what releases before the bank's zone was known made of them. */
export function entryDays(written: { readonly [name in DayName]?: string | undefined }, zone: string): EntryDays {
  const days: { [name in DayName]?: Day } = {}
  const former: { [name in DayName]?: Day } = {}
  for (const name of dayNames) {
    const day = bankDay(written[name], zone)
    if (day === undefined) continue
    days[name] = day
    const before = bankDay(written[name]?.replace(/[T ].*$/i, ''), zone)
    if (before !== undefined && before !== day) former[name] = before
  }
  return { ...days, ...(Object.keys(former).length > 0 ? { former } : {}) }
}

/** A booked entry whose day the bank wrote, and nobody can read: it would be filed under the day on which it is read. */
export function isDayUnread(
  status: BankTransaction['status'],
  written: { readonly [name in DayName]?: string | undefined },
  read: EntryDays,
): boolean {
  return (
    status === 'BOOKED' && dayNames.some((name) => written[name]) && dayNames.every((name) => read[name] === undefined)
  )
}

/** `Z`, `+02:00` from `z`, `+02`, `+0200`. */
function standard(offset: string): string {
  if (/^z$/i.test(offset)) return 'Z'
  const digits = offset.slice(1).replace(':', '').padEnd(4, '0')
  return `${offset.charAt(0)}${digits.slice(0, 2)}:${digits.slice(2)}`
}

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known) return known
  // The Swedish write days as ISO 8601 does.
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' })
  formats.set(zone, format)
  return format
}
