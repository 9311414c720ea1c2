import { createHmac, timingSafeEqual } from 'node:crypto'
import type { DepartureTickets } from '../widget-deps.ts'

/**
 * A ticket names a leg, how often it was departed on and its last second: a departure raises the number, so each ticket works
 * once, and not for long. Nothing is written when a page merely shows one. Having it proves nothing of who opens it.
 */
export function departureTickets(key: Uint8Array): DepartureTickets {
  const mac = (text: string) => createHmac('sha256', key).update(`depart:${text}`).digest().subarray(0, 16)
  return {
    write({ legId, departures, until }) {
      const text = `${legId}.${departures}.${Math.floor(until / 1000).toString(36)}`
      return `${text}.${mac(text).toString('base64url')}`
    },
    read(ticket) {
      const match = /^((\d{1,15})\.(\d{1,6})\.([0-9a-z]{1,8}))\.([A-Za-z0-9_-]{22})$/.exec(ticket)
      if (!match) return undefined
      const [, text = '', legId, departures, until = '', proof = ''] = match
      const given = Buffer.from(proof, 'base64url')
      const right = mac(text)
      if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined
      return { legId: Number(legId), departures: Number(departures), until: Number.parseInt(until, 36) * 1000 }
    },
  }
}
