import { createHmac, timingSafeEqual } from 'node:crypto'
import type { DepartureTickets } from './widget-deps.ts'

/**
 * A ticket names a leg and how often it was departed on; a departure raises that number, so each ticket works once. Nothing
 * is written when a page merely shows one.
 */
export function departureTickets(key: Uint8Array): DepartureTickets {
  const mac = (text: string) => createHmac('sha256', key).update(`depart:${text}`).digest().subarray(0, 16)
  return {
    write: (legId, departures) => `${legId}.${departures}.${mac(`${legId}.${departures}`).toString('base64url')}`,
    read(ticket) {
      const match = /^(\d{1,15})\.(\d{1,6})\.([A-Za-z0-9_-]{22})$/.exec(ticket)
      if (!match?.[1] || !match[2] || !match[3]) return undefined
      const given = Buffer.from(match[3], 'base64url')
      const right = mac(`${match[1]}.${match[2]}`)
      if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined
      return { legId: Number(match[1]), departures: Number(match[2]) }
    },
  }
}
