import { addDays, type Day, earlier } from '../scenario/day.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { type Bank, todayOf } from './bank.ts'
import type { Authorisation, Consent, Psu } from './consent.ts'

/** The consent with one of its authorisations replaced or, if new, added. */
export function withAuthorisation(consent: Consent, authorisation: Authorisation): Consent {
  const others = consent.authorisations.filter(({ id }) => id !== authorisation.id)
  return { ...consent, authorisations: [...others, authorisation] }
}

/**
 * The PSU has agreed: the consent becomes valid within the bank's own limits (which GET then tells), and older recurring
 * consents of the same PSU end, as the standard demands of POST /v1/consents. Both channels of one PSU live side by side:
 * only consents of the same approach replace each other.
 */
export async function approve(bank: Bank, consent: Consent, authorisation: Authorisation, scenario: Scenario) {
  const { psu } = authorisation
  if (!psu) throw new Error('a consent cannot be approved by nobody')
  const today = todayOf(bank)
  const approved: Consent = {
    ...withAuthorisation(consent, authorisation),
    psu,
    status: 'valid',
    ...(authorisation.act ? { act: authorisation.act } : {}),
    anchor: anchorOf(bank, psu, today),
    authorisedAt: bank.clock.now().getTime(),
    lastActionDay: today,
    validUntil: latestDayOf(consent, scenario, today),
    frequencyPerDay: Math.min(consent.frequencyPerDay, scenario.frequency),
  }
  await bank.book.save(approved)
  if (approved.recurring) await endOlder(bank, approved, psu, scenario.consentsPerPsu)
  return approved
}

/** Last day of a consent authorised today: as asked for, within what the bank allows. */
export function latestDayOf(consent: Consent, scenario: Scenario, today: Day): Day {
  return earlier(consent.validUntil, addDays(today, scenario.consentDays))
}

/** The PSU or the bank has said no. */
export async function reject(bank: Bank, consent: Consent, authorisation: Authorisation): Promise<Consent> {
  const failed = withAuthorisation(consent, { ...authorisation, status: 'failed' })
  const rejected: Consent = { ...failed, status: 'rejected', lastActionDay: todayOf(bank) }
  await bank.book.save(rejected)
  return rejected
}

/**
 * The day that stands for RELATIVE_TO: one for all consents of a PSU, so that a renewal does not move the dates of what was
 * already read.
 */
export function anchorOf(bank: Bank, psu: Psu, today: Day): Day {
  const known = bank.book.ofPsu(psu).flatMap(({ anchor }) => (anchor ? [anchor] : []))
  return known.reduce(earlier, today)
}

async function endOlder(bank: Bank, approved: Consent, psu: Psu, allowed: number): Promise<void> {
  const rivals = bank.book.ofPsu(psu).filter((other) => {
    if (other.id === approved.id || other.status !== 'valid' || !other.recurring) return false
    return other.face === approved.face && other.approach === approved.approach
  })
  for (const rival of rivals.slice(0, Math.max(0, rivals.length - allowed + 1))) {
    await bank.book.save({ ...rival, status: 'expired', lastActionDay: approved.lastActionDay })
  }
}
