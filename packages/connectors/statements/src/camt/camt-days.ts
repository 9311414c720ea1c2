import { calendarDay, dayInZone } from '../calendar-day.ts'
import { textAt, type XmlNode } from './xml-node.ts'

/** A booking day: 30 February is none, and not the day before. */
export function camtBookingDay(node: XmlNode | undefined, zone: string): string | undefined {
  const [day, time] = [textAt(node, 'Dt'), textAt(node, 'DtTm')]
  const exists = (text: string | undefined) => calendarDay(text) === text?.slice(0, 10)
  return (exists(day) ? calendarDay(day) : undefined) ?? (exists(time) ? dayInZone(time, zone) : undefined)
}

/** `Dt` as it is written, `DtTm` as the day where the bank is. Days 29 to 31 that a month does not have are its last. */
export function camtDay(node: XmlNode | undefined, zone: string): string | undefined {
  return calendarDay(textAt(node, 'Dt')) ?? dayInZone(textAt(node, 'DtTm'), zone)
}
