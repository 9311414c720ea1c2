import { createHmac, timingSafeEqual } from 'node:crypto'
import type { PhoneTicket, PhoneTickets } from '../widget-deps.ts'

/**
 * What the QR code holds. It names a journey at one revision: using it moves the journey on, so it works once, and any
 * other change of the journey ends it too. Nothing of it is kept: there is no row to steal, not even a hash.
 */
export function phoneTickets(key: Uint8Array): PhoneTickets {
  const mac = (text: string) => createHmac('sha256', key).update(`phone:${text}`).digest().subarray(0, 16)
  return {
    write({ journeyId, revision, until }) {
      const text = [journeyId, revision, Math.floor(until / 1000)].map((part) => part.toString(36)).join('.')
      return `${text}.${mac(text).toString('base64url')}`
    },
    read(ticket): PhoneTicket | undefined {
      const match = /^(([0-9a-z]{1,10})\.([0-9a-z]{1,6})\.([0-9a-z]{1,8}))\.([A-Za-z0-9_-]{22})$/.exec(ticket)
      if (!match) return undefined
      const [, text = '', journeyId = '', revision = '', until = '', given = ''] = match
      const proof = Buffer.from(given, 'base64url')
      const right = mac(text)
      if (proof.length !== right.length || !timingSafeEqual(proof, right)) return undefined
      const [id, at, end] = [journeyId, revision, until].map((part) => Number.parseInt(part, 36))
      return { journeyId: id ?? 0, revision: at ?? 0, until: (end ?? 0) * 1000 }
    },
  }
}
