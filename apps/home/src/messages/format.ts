import { currencyDigits, currencyFormat } from '@raccord/contract'
import { regionOf } from './catalogue.ts'

/** Days and amounts by language. */
export interface Formats {
  /** `YYYY-MM-DD` → "3 May 2027". */
  day(day: string): string
  /** Unix seconds → "3 May 2027, 14:10". */
  instant(seconds: number): string
  /** Minor units. */
  minor(amount: number, currency: string): string
  /** In the currency's main unit, as the API tells it. */
  amount(amount: number, currency: string): string
}

const known = new Map<string, Formats>()

export function formatsFor(locale: string): Formats {
  const formats = known.get(locale) ?? build(regionOf(locale))
  known.set(locale, formats)
  return formats
}

function build(region: string): Formats {
  const days = new Intl.DateTimeFormat(region, { dateStyle: 'medium', timeZone: 'UTC' })
  const instants = new Intl.DateTimeFormat(region, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'Europe/Paris',
  })
  const money = new Map<string, Intl.NumberFormat>()
  const format = (currency: string): Intl.NumberFormat => {
    // Every digit that was sent.
    const made = money.get(currency) ?? currencyFormat(region, currency, 6)
    money.set(currency, made)
    return made
  }
  const amount = (value: number, currency: string): string => format(currency).format(value).replace(/^-/, '\u2212')
  return {
    day: (day) => days.format(new Date(`${day}T00:00:00Z`)),
    instant: (seconds) => instants.format(seconds * 1000),
    amount,
    minor: (value, currency) => amount(value / 10 ** currencyDigits(currency), currency),
  }
}

const paris = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Paris', dateStyle: 'short' })

/** The day, in Paris, of an instant in Unix seconds: days of the API are midnights there. */
export const dayOf = (seconds: number): string => paris.format(seconds * 1000)

/** Minor units of an amount of the API. */
export const minorOf = (amount: number, currency: string): number => Math.round(amount * 10 ** currencyDigits(currency))

/** Unix seconds of a day's midnight in Paris, as the API writes days. */
export function midnightOf(day: string): number {
  const winter = Date.parse(`${day}T00:00:00Z`) / 1000 - 3600
  return dayOf(winter - 1) === day ? winter - 3600 : winter
}

/** `YYYY-MM-DD` so many days later. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

/** A day that a person chose in a form. */
export const isDay = (text: string): boolean =>
  /^(19|20)\d\d-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) && addDays(text, 0) === text
