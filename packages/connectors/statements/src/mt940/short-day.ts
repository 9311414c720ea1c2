import { calendarDay } from '../calendar-day.ts'

/** `yymmdd`. SWIFT's own window: 80 to 99 are of the last century. */
export function shortDay(text: string | undefined): string | undefined {
  const match = /^(\d{2})(\d{2})(\d{2})$/.exec(text ?? '')
  if (!match) return undefined
  const century = Number(match[1]) >= 80 ? '19' : '20'
  return calendarDay(`${century}${match[1]}-${match[2]}-${match[3]}`)
}
