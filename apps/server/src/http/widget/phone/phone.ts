import { randomInt } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { look, type View } from '../../../journey/look.ts'
import { phoneWelcome } from '../../../journey/phone-tries.ts'
import type { Phone } from '../../../journey/state.ts'
import { paths } from '../page-paths.ts'
import { type Binding, believesAddress, browserHash, readBinding } from '../visit/binding.ts'
import type { JourneyPageDeps, PhoneTicket } from '../widget-deps.ts'

/** How long a QR code may be scanned, and how long its number may be typed afterwards (WIRE §6.4). */
const VALID_MS = 120_000

/** Address of a QR code: a ticket, never the session. */
export function phoneUrl(deps: JourneyPageDeps, at: Omit<PhoneTicket, 'until'>): string {
  const ticket = deps.phoneTickets.write({ ...at, until: deps.journey.now().getTime() + VALID_MS })
  return `${deps.embedUrl()}${paths.phone}?ticket=${ticket}`
}

/** Whether this browser is the phone that was let in. */
export function isPhone({ journey, step }: View, { secret }: Pick<Binding, 'secret'>): boolean {
  return step.kind === 'on_phone' && isOf(step.phone, journey.sessionHash, secret)
}

/** A phone as its ticket and its secret show it. `over`: too late, used by another, refused, or never a ticket. */
export type PhoneVisit =
  | { readonly stage: 'over' }
  | {
      readonly stage: 'number' | 'joined'
      readonly view: View
      readonly phone: Phone
      readonly secret: string
      /** The secret did not come by cookie: our own links must carry it. */
      readonly cookieless: boolean
      /** It came in the address, which somebody else may have sent. */
      readonly inAddress: boolean
    }

/** Who stands there. A ticket that is good and unused is used up here, unless `only` looking. */
export async function meetPhone(
  deps: JourneyPageDeps,
  request: FastifyRequest,
  only: 'look' | 'arrive',
): Promise<PhoneVisit> {
  const query = request.query as { ticket?: unknown; t?: unknown }
  const ticket = typeof query.ticket === 'string' ? deps.phoneTickets.read(query.ticket) : undefined
  const now = deps.journey.now()
  // Long over: not even a session is woken for it.
  if (!ticket || ticket.until + 2 * VALID_MS < now.getTime()) return { stage: 'over' }
  const journey = await deps.journeys.reload({ id: ticket.journeyId })
  const session = journey && (await deps.sessions.open(journey.sessionId, now))
  // A session that is over, or has begun another journey since, lets nobody in.
  if (!session || session.newest?.id !== journey.id) return { stage: 'over' }
  const view = await look(deps.journey, journey)
  const { secret } = readBinding(request, session, deps.secure(), undefined)
  const known = view.state.leg?.phone
  const carried = typeof query.t === 'string' && believesAddress(request) ? query.t.slice(0, 40) : ''
  for (const [given, cookieless] of [
    [secret, false],
    [carried, true],
  ] as const)
    if (known && isOf(known, journey.sessionHash, given))
      return {
        stage: known.joined ? 'joined' : 'number',
        view,
        phone: known,
        secret: given,
        cookieless,
        inAddress: cookieless,
      }
  const fresh = journey.revision === ticket.revision && now.getTime() < ticket.until && mayCome(view)
  if (!fresh || only === 'look') return { stage: 'over' }
  // Six digits, the first no zero: as many as a code that is sent.
  const phone = {
    number: randomInt(100_000, 1_000_000),
    until: now.getTime() + VALID_MS,
    hash: Buffer.from(browserHash(journey.sessionHash, secret)).toString('hex'),
    joined: false,
  }
  const { hash, joined: _joined, ...shown } = phone
  const arrived = { kind: 'phone_arrived', leg: view.state.leg?.id ?? 0, phone: hash, ...shown } as const
  const moved = await deps.journey.store.append(journey, [arrived], now)
  // Two phones at once: the first one has it.
  return moved === 'stale'
    ? { stage: 'over' }
    : { stage: 'number', view, phone, secret, cookieless: true, inAddress: false }
}

function isOf(phone: Phone, sessionHash: Uint8Array, secret: string): boolean {
  return Buffer.from(browserHash(sessionHash, secret)).toString('hex') === phone.hash
}

function mayCome({ state, step }: View): boolean {
  return step.kind === 'depart' && phoneWelcome(state, step.leg)
}
