import type { Day } from '@raccord/connector-kit'

/** `2026-03-01`, also with a time behind it. A day that does not exist is no day. */
export function calendarDay(text: string | undefined): Day | undefined {
  const iso = /^(\d{4}-\d{2}-\d{2})(?:[T+Z-].*)?$/.exec(text ?? '')?.[1]
  if (iso === undefined) return undefined
  const date = new Date(`${iso}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) ? iso : undefined
}
