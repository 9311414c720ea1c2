import { existingDay } from '../calendar-day.ts'

/** `yymmdd`. SWIFT's own window: 80 to 99 are of the last century. */
export function shortDay(text: string | undefined): string | undefined {
  const match = /^(\d{2})(\d{2})(\d{2})$/.exec(text ?? '')
  if (!match) return undefined
  const year = Number(match[1])
  return existingDay(year + (year >= 80 ? 1900 : 2000), Number(match[2]), Number(match[3]))
}
