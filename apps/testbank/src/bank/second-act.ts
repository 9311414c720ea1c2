import type { Scenario } from '../scenario/scenario.ts'
import { type Bank, todayOf } from './bank.ts'
import type { Consent, Psu } from './consent.ts'

const DAY_MS = 86_400_000

/** The file as it stands in an act. There is no third one. */
export function scenarioOfAct(scenario: Scenario, act: 2 | undefined): Scenario {
  if (act !== 2 || !scenario.later) return scenario
  const { password, expiredPassword, challenges, faults } = scenario.later
  return { ...scenario, password, expiredPassword, challenges, faults, later: undefined }
}

/**
 * The act that a new sign-in of this PSU belongs to: the second once the newest consent was struck, and as long as the one
 * that renewed it lives. Who disconnects begins anew.
 */
export function actOf(bank: Bank, psu: Psu): 2 | undefined {
  const newest = bank.book
    .ofPsu(psu)
    .filter(({ authorisedAt }) => authorisedAt !== undefined)
    .sort((left, right) => (left.authorisedAt ?? 0) - (right.authorisedAt ?? 0))
    .at(-1)
  return newest?.struck || (newest?.act === 2 && newest.status === 'valid') ? 2 : undefined
}

/** Counts a reading where the file counts, and begins its second act when that is due. The consent as it is then. */
export async function turn(
  bank: Bank,
  consent: Consent,
  scenario: Scenario,
  unattendedList: boolean,
): Promise<Consent> {
  const { later } = scenario
  if (!later || consent.struck || consent.act === 2) return consent
  const before = consent.unattended ?? 0
  const due =
    later.after.unit === 'days'
      ? bank.clock.now().getTime() >= (consent.authorisedAt ?? 0) + later.after.count * DAY_MS
      : unattendedList && before >= later.after.count
  if (!due && !unattendedList) return consent
  const counted: Consent = due ? struck(consent, later.consent, todayOf(bank)) : { ...consent, unattended: before + 1 }
  await bank.book.save(counted)
  return counted
}

function struck(consent: Consent, end: 'expired' | 'revoked' | 'kept', today: string): Consent {
  const ended = { ...consent, struck: true, lastActionDay: today } as const
  if (end === 'kept') return ended
  return { ...ended, status: end === 'revoked' ? 'revokedByPsu' : 'expired' }
}
