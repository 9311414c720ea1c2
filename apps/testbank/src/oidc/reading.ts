import type { FastifyRequest } from 'fastify'
import { openedAccounts, resourceIdOf } from '../bank/access.ts'
import { type Bank, todayOf } from '../bank/bank.ts'
import type { Consent } from '../bank/consent.ts'
import { timelineOf } from '../bank/ledger.ts'
import { scenarioOfAct, turn } from '../bank/second-act.ts'
import { describeSource } from '../berlin-group/describe-source.ts'
import { strikeReading } from '../berlin-group/fault-answer.ts'
import type { Reading } from '../berlin-group/reading.ts'
import { TppError } from '../berlin-group/tpp-errors.ts'
import { header } from '../berlin-group/tpp-headers.ts'
import type { FaultPlace, ScenarioAccount } from '../scenario/scenario.ts'
import type { AuthorizationServer } from './server.ts'

/** A reading that a bearer token opens. */
export type TokenReading = Reading & { readonly attended: boolean }

/** The consent behind a bearer token; `TOKEN_UNKNOWN` (401) where there is none in force. */
export async function consentOfToken(
  bank: Bank,
  facePath: string,
  server: AuthorizationServer,
  request: FastifyRequest,
): Promise<Consent> {
  const [, token] = /^Bearer ([\w.~+/=-]{10,2000})$/i.exec(header(request, 'Authorization') ?? '') ?? []
  if (token === undefined) throw new TppError('TOKEN_UNKNOWN', 'A bearer token is required.')
  const found = await (await server()).AccessToken.find(token)
  if (!found) throw new TppError('TOKEN_EXPIRED', 'The token is unknown or has expired.')
  const consent = bank.book.find(found.accountId)
  if (consent?.face !== facePath) throw new TppError('TOKEN_INVALID', 'The token is not for this.')
  return consent
}

/**
 * Checks token, consent and the PSU's file of a reading call. `list`: a synchronisation begins with this call, which files may
 * count. `presence`: the header by which this standard says that the PSU is there.
 */
export async function openTokenReading(
  bank: Bank,
  stored: Consent,
  request: FastifyRequest,
  presence: string,
  list = false,
): Promise<TokenReading> {
  checkStatus(stored)
  if (!stored.psu) throw new TppError('CONSENT_INVALID', 'Nobody has authorised this.')
  const found = await bank.source.find(stored.psu, { fresh: false })
  if (!found.ok) throw new TppError('SERVICE_UNAVAILABLE', describeSource(found).message)
  const attended = header(request, presence) !== undefined
  const consent = await turn(bank, stored, found.scenario, list && !attended)
  checkStatus(consent)
  const scenario = scenarioOfAct(found.scenario, consent.act ?? (consent.struck ? 2 : undefined))
  const timeline = timelineOf(scenario, consent.anchor, todayOf(bank))
  return { consent, scenario, timeline, accounts: openedAccounts(consent, scenario), attended }
}

/** Counts an unattended read and lets an ERROR record of the file strike. */
export async function countRead(bank: Bank, reading: TokenReading, where: FaultPlace, what: string): Promise<void> {
  const { consent, scenario, attended } = reading
  if (!attended && !bank.quota.take(consent, what, consent.frequencyPerDay))
    throw new TppError('ACCESS_EXCEEDED', `This was read ${consent.frequencyPerDay} times today without the PSU.`)
  await strikeReading(bank, where, scenario, consent)
}

export function accountOf(reading: TokenReading, id: string): ScenarioAccount {
  const account = reading.accounts.find((one) => resourceIdOf(reading.consent, one) === id)
  if (!account) throw new TppError('RESOURCE_UNKNOWN', 'No such account in this permission.')
  return account
}

function checkStatus({ status }: Consent): void {
  if (status === 'expired') throw new TppError('CONSENT_EXPIRED', 'The permission has expired.')
  if (status !== 'valid') throw new TppError('CONSENT_INVALID', `The permission is ${status}.`)
}
