import { setTimeout as wait } from 'node:timers/promises'
import { type Bank, todayOf } from '../bank/bank.ts'
import type { Consent } from '../bank/consent.ts'
import type { Fault, FaultPlace, Scenario } from '../scenario/scenario.ts'
import { TppError } from './tpp-errors.ts'

/** Makes the face answer 200 with a body that breaks off. */
export class BrokenAnswer extends Error {}
/** Makes the face close the connection without an answer. */
export class DroppedConnection extends Error {}

/** Waits as LATENCY says, then fails as an ERROR record of the file says; returns when neither does. */
export async function strike(bank: Bank, where: FaultPlace, scenario: Scenario, consent: Consent): Promise<void> {
  await delay(scenario.latencyMs)
  const fault = bank.faults.at(where, scenario, consent)
  if (fault) await fail(bank, fault, consent)
}

/** A pause that never keeps a bank that was told to stop. */
export const delay = async (ms: number): Promise<void> => {
  if (ms > 0) await wait(ms, undefined, { ref: false })
}

async function fail(bank: Bank, fault: Fault, consent: Consent): Promise<never> {
  switch (fault.what) {
    case 'down':
      throw new TppError('SERVICE_UNAVAILABLE', 'The bank is closed for maintenance. Try again later.')
    case 'refuse':
      throw await refusal(bank, fault.where, consent)
    case 'format':
      throw new TppError('FORMAT_ERROR', 'The file of this PSU asks for a format error here.')
    case 'timeout':
      await delay(fault.seconds * 1_000)
      throw new DroppedConnection()
    case 'rate_limited':
      throw new TppError('ACCESS_EXCEEDED', 'The PSU has been read too often today.')
    case 'blocked':
      throw new TppError('SERVICE_BLOCKED', 'The PSU has to contact the bank before this service works again.')
    case 'malformed':
      throw new BrokenAnswer()
  }
}

async function refusal(bank: Bank, where: FaultPlace, consent: Consent): Promise<TppError> {
  const reading = where !== 'consent' && where !== 'login'
  if (!reading) return new TppError('SERVICE_INVALID', 'The bank refuses this service to this PSU.')
  await bank.book.save({ ...consent, status: 'revokedByPsu', lastActionDay: todayOf(bank) })
  return new TppError('CONSENT_INVALID', 'The PSU has withdrawn the consent at the bank.')
}
