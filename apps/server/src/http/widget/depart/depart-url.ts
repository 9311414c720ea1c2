import type { Leg } from '../../../journey/ports.ts'
import { paths } from '../page-paths.ts'
import type { JourneyPageDeps } from '../widget-deps.ts'

/** How long a departure ticket lives. A page that stands longer shows a new one: `ticketTurn`. */
const TICKET_MS = 10 * 60_000

/** The way to the bank from a page. */
export function departUrl(
  { tickets, journey }: Pick<JourneyPageDeps, 'tickets' | 'journey'>,
  { id, departures }: Pick<Leg, 'id' | 'departures'>,
  newTab: boolean,
): string {
  const ticket = tickets.write({ legId: id, departures, until: journey.now().getTime() + TICKET_MS })
  return `${paths.depart}?${new URLSearchParams({ ticket, ...(newTab ? { tab: '1' } : {}) })}`
}

/** Changes twice in the life of a ticket: a page that polls is drawn anew while the old ticket still works. */
export function ticketTurn(now: Date): number {
  return Math.floor(now.getTime() / (TICKET_MS / 2))
}
