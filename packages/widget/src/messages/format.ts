import { currencyDigits, currencyFormat, type Locale } from '@raccord/contract'

interface Habits {
  /** The region whose habits for dates and amounts the language follows. */
  readonly region: string
  /** Of an instant written by the server; the browser writes it anew in the reader's own zone. */
  readonly zone: string
  /** How an hour is written: no zero in front, and in French with its letter and without the minutes of a full hour. */
  readonly clock: string
  /** The first of a month where it is an ordinal, which CLDR does not know. */
  readonly first: string
}

/** What a language does its own way in figures. */
const habits: { readonly [L in Locale]: Habits } = {
  en: { region: 'en-GB', zone: 'Paris time', clock: '$1:$2', first: '1 ' },
  fr: { region: 'fr-FR', zone: 'heure de Paris', clock: '$1\u00a0h\u00a0', first: '1er ' },
  it: { region: 'it-IT', zone: 'ora di Parigi', clock: '$1:$2', first: '1° ' },
  es: { region: 'es-ES', zone: 'hora de París', clock: '$1:$2', first: '1 ' },
  de: { region: 'de-DE', zone: 'Pariser Zeit', clock: '$1:$2', first: '1. ' },
}

/** The region whose habits for dates and amounts a language follows. */
export function regionOf(locale: Locale): string {
  return habits[locale].region
}

export interface Formats {
  /** `YYYY-MM-DD` → "3 May 2027". */
  day(day: string): string
  /** `YYYY-MM-DD` → "May 2027". */
  month(day: string): string
  /** Unix seconds → "3 May, 14:10 CEST" in Paris; an enhancer rewrites it in the reader's own zone. */
  instant(seconds: number): string
  /** Minor units of an ISO 4217 currency → "1,234.50 €" by locale. */
  amount(minor: number, currency: string): string
  list(items: readonly string[]): string
  country(code: string): string
  /** Seconds → "4:05". */
  duration(seconds: number): string
}

/** What stands for `08:` of "08:05", `08:00` of a full hour: `$2` is the full hour's zeros. */
export function clockOf(locale: Locale): string {
  return habits[locale].clock
}

/** The same in components/local-time/enhance.ts. */
const hour = /\b0?(\d+):(00)?/

const cache = new Map<Locale, Formats>()

/** Formatters of a locale, built once: constructing Intl objects is the expensive part. */
export function formatsFor(locale: Locale): Formats {
  const known = cache.get(locale)
  if (known) return known
  const formats = build(locale, regionOf(locale))
  cache.set(locale, formats)
  return formats
}

function build(locale: Locale, region: string): Formats {
  const day = new Intl.DateTimeFormat(region, { dateStyle: 'long', timeZone: 'UTC' })
  const month = new Intl.DateTimeFormat(region, { month: 'long', year: 'numeric', timeZone: 'UTC' })
  const instant = new Intl.DateTimeFormat(region, {
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'Europe/Paris',
  })
  const list = new Intl.ListFormat(region, { type: 'conjunction' })
  const countries = new Intl.DisplayNames(region, { type: 'region', fallback: 'code' })
  const currencies = new Map<string, Intl.NumberFormat>()
  const { zone, clock, first } = habits[locale]
  const ordinal = (text: string) => text.replace(/^1 /, first)
  return {
    day: (value) => (isDay(value) ? ordinal(day.format(new Date(`${value}T00:00:00Z`))) : value),
    month: (value) => (isDay(value) ? month.format(new Date(`${value}T00:00:00Z`)) : value),
    instant: (seconds) =>
      `${ordinal(instant.format(new Date(seconds * 1000)))
        .replace(hour, clock)
        .trimEnd()} (${zone})`,
    list: (items) => list.format(items),
    country: (code) => (/^[A-Z]{2}$/.test(code) ? (countries.of(code) ?? code) : code),
    duration: (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`,
    amount(minor, currency) {
      const digits = currencyDigits(currency)
      let format = currencies.get(currency)
      if (!format) {
        format = currencyFormat(region, currency)
        currencies.set(currency, format)
      }
      // A decimal as text keeps the digits that a division would round away.
      const written = `${minor < 0 ? '-' : ''}${String(Math.abs(minor)).padStart(digits + 1, '0')}`
      const cut = written.length - digits
      return format.format(`${written.slice(0, cut)}${digits > 0 ? `.${written.slice(cut)}` : ''}` as `${number}`)
    },
  }
}

function isDay(value: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(`${value}T00:00:00Z`))
}
