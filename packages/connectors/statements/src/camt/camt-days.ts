import { calendarDay, dayInZone } from '../calendar-day.ts'
import { textAt, type XmlNode } from './xml-node.ts'

/** `Dt` as it is written, `DtTm` as the day where the bank is. */
export function camtDay(node: XmlNode | undefined, zone: string): string | undefined {
  return calendarDay(textAt(node, 'Dt')) ?? dayInZone(textAt(node, 'DtTm'), zone)
}
