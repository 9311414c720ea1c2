import type { Challenge, ScaMethod, Scenario } from '../scenario/scenario.ts'
import type { Bank } from './bank.ts'
import type { Authorisation } from './consent.ts'
import { sameText } from './secrets.ts'

/** Ways whose code or request can be sent once more; the others show something that stays. */
const SENT: ReadonlySet<ScaMethod['type']> = new Set(['SMS_OTP', 'SMTP_OTP', 'PUSH_OTP'])

/** The challenge that an authorisation stands at. */
export const challengeAt = (scenario: Scenario, { challenge }: Authorisation): Challenge | undefined =>
  scenario.challenges[challenge ?? 0]

export const methodAt = (challenge: Challenge, { methodId }: Authorisation): ScaMethod | undefined =>
  challenge.methods.find(({ id }) => id === methodId) ?? challenge.methods[0]

/** The authorisation in front of challenge number `index`: to be chosen for, or sent by the only method there is. */
export function inFrontOf(bank: Bank, authorisation: Authorisation, challenge: Challenge, index: number) {
  const { methodId: _, decision: __, ...rest } = authorisation
  const fresh: Authorisation = { ...rest, challenge: index, otpFailures: 0, sent: 0, status: 'psuAuthenticated' }
  const [only, another] = challenge.methods
  return another || !only ? fresh : sent(bank, fresh, only)
}

/** The code, or the request in the app, goes out (again). */
export function sent(bank: Bank, authorisation: Authorisation, method: ScaMethod): Authorisation {
  const { decision: _, ...rest } = authorisation
  return {
    ...rest,
    methodId: method.id,
    status: method.type === 'PUSH_OTP' ? 'started' : 'scaMethodSelected',
    sent: (authorisation.sent ?? 0) + 1,
    sentAt: bank.clock.now().getTime(),
  }
}

/** Whether the PSU may ask for another one. */
export function maySendAgain(challenge: Challenge, authorisation: Authorisation): boolean {
  const method = methodAt(challenge, authorisation)
  const possible = challenge.methods.length > 1 || (method !== undefined && SENT.has(method.type))
  return possible && (authorisation.sent ?? 0) <= challenge.resends
}

/** A code must be right to the letter; the answer to a question need not be, as people write it as they please. */
export function isRight({ code, methods }: Challenge, { methodId }: Authorisation, given: string): boolean {
  const method = methods.find(({ id }) => id === methodId) ?? methods[0]
  if (method?.type !== 'QUESTION') return sameText(code, given.trim())
  return sameText(code.toLocaleLowerCase(), given.trim().toLocaleLowerCase())
}

/** Instant (ms) after which the bank takes no answer any more. */
export function expiryOf({ expiresSeconds }: Challenge, { sentAt }: Authorisation): number | undefined {
  return expiresSeconds === undefined || sentAt === undefined ? undefined : sentAt + expiresSeconds * 1_000
}

export function isExpired(bank: Bank, challenge: Challenge, authorisation: Authorisation): boolean {
  const expiry = expiryOf(challenge, authorisation)
  return expiry !== undefined && bank.clock.now().getTime() >= expiry
}

/** How a request in the bank's app stands: what the PSU said, else what the file says of itself, else nothing yet. */
export function decisionOf(
  bank: Bank,
  challenge: Challenge,
  authorisation: Authorisation,
): 'approved' | 'refused' | 'expired' | undefined {
  if (authorisation.decision) return authorisation.decision
  const { decision, seconds } = challenge.approval
  const due = (authorisation.sentAt ?? 0) + seconds * 1_000
  if (isExpired(bank, challenge, authorisation)) return 'expired'
  if (decision === 'ask' || bank.clock.now().getTime() < due) return undefined
  return decision === 'approve' ? 'approved' : 'refused'
}

/** Two digits that page and app both show, so that a PSU approves his own request and no other. */
export const controlNumber = ({ id, sent: times }: Authorisation): string =>
  String(10 + ((Number.parseInt(id.slice(0, 6), 16) + (times ?? 0)) % 90))
