import { regionOf } from './catalogue.ts'

/** Instants and figures by language. Instants are UTC, as in the log, and say so. */
export interface Formats {
  instant(at: Date): string
  /** "14:10". */
  time(at: Date): string
  day(at: Date): string
  count(value: number): string
  /** 0 to 1. */
  share(part: number, of: number): string
}

const known = new Map<string, Formats>()

export function formatsFor(locale: string): Formats {
  const formats = known.get(locale) ?? build(regionOf(locale))
  known.set(locale, formats)
  return formats
}

function build(region: string): Formats {
  const utc = { timeZone: 'UTC' } as const
  const days = new Intl.DateTimeFormat(region, { dateStyle: 'medium', ...utc })
  const times = new Intl.DateTimeFormat(region, { hour: '2-digit', minute: '2-digit', hour12: false, ...utc })
  const instants = new Intl.DateTimeFormat(region, { dateStyle: 'medium', timeStyle: 'medium', ...utc })
  const counts = new Intl.NumberFormat(region)
  const shares = new Intl.NumberFormat(region, { style: 'percent', maximumFractionDigits: 1 })
  return {
    day: (at) => days.format(at),
    time: (at) => times.format(at),
    instant: (at) => `${instants.format(at)} UTC`,
    count: (value) => counts.format(value),
    // Rounded down: 99.96 % is not all.
    share: (part, of) => (of === 0 ? '–' : shares.format(Math.floor((part / of) * 1000) / 1000)),
  }
}
