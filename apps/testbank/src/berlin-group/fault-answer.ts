import { type Bank, todayOf } from '../bank/bank.ts'
import { bendAnswer, isBend } from '../bank/bent-answer.ts'
import type { Consent } from '../bank/consent.ts'
import { pause } from '../bank/pause.ts'
import type { BendKind, Fault, FaultPlace, Scenario } from '../scenario/scenario.ts'
import { TppError } from './tpp-errors.ts'

/** Makes the face answer 200 with a body that breaks off. */
export class BrokenAnswer extends Error {}
/** Makes the face close the connection without an answer. */
export class DroppedConnection extends Error {}

/** Waits as LATENCY says, then fails as an ERROR record for reading says; returns when neither does. */
export async function strikeReading(
  bank: Bank,
  where: FaultPlace,
  scenario: Scenario,
  consent: Consent,
): Promise<void> {
  await pause(scenario.latencyMs)
  const fault = bank.faults.at(where, scenario, consent)
  if (fault === undefined) return
  if (isBend(fault)) {
    bendAnswer(fault.what)
    return
  }
  const what = fault.what as Exclude<Fault['what'], BendKind>
  if (what === 'refuse') {
    await bank.book.save({ ...consent, status: 'revokedByPsu', lastActionDay: todayOf(bank) })
    throw new TppError('CONSENT_INVALID', 'The PSU has withdrawn the consent at the bank.')
  }
  await raise({ ...fault, what })
}

/** A failure that is not a decision; what a refusal means depends on where it comes from. */
export type Breakdown = Omit<Fault, 'what'> & { readonly what: Exclude<Fault['what'], 'refuse' | BendKind> }

export async function raise(fault: Breakdown): Promise<never> {
  switch (fault.what) {
    case 'down':
      throw new TppError('SERVICE_UNAVAILABLE', 'The bank is closed for maintenance. Try again later.')
    case 'format':
      throw new TppError('FORMAT_ERROR', 'The file of this PSU asks for a format error here.')
    case 'timeout':
      await pause(fault.seconds * 1_000)
      throw new DroppedConnection()
    case 'rate_limited':
      throw new TppError('ACCESS_EXCEEDED', 'The PSU has been read too often today.')
    case 'blocked':
      throw new TppError('SERVICE_BLOCKED', 'The PSU has to contact the bank before this service works again.')
    case 'malformed':
      throw new BrokenAnswer()
  }
}

/** Lets an ERROR record strike during authorisation; true when it says that the bank refuses. */
export async function strikeSignIn(
  bank: Bank,
  where: 'login' | 'consent',
  scenario: Scenario,
  consent: Consent,
): Promise<boolean> {
  const fault = bank.faults.at(where, scenario, consent)
  // Records of these places never bend an answer.
  if (fault === undefined || isBend(fault)) return false
  const what = fault.what as Exclude<Fault['what'], BendKind>
  if (what === 'refuse') return true
  return await raise({ ...fault, what })
}
