import type { FastifyRequest } from 'fastify'
import { mayRead, openedAccounts, resourceIdOf } from '../bank/access.ts'
import { type Bank, todayOf } from '../bank/bank.ts'
import type { Consent } from '../bank/consent.ts'
import { type Timeline, timelineOf } from '../bank/ledger.ts'
import { scenarioOfAct, turn } from '../bank/second-act.ts'
import { hashOf } from '../bank/secrets.ts'
import type { FaultPlace, Scenario, ScenarioAccount } from '../scenario/scenario.ts'
import { describeSource } from './describe-source.ts'
import type { Face } from './face.ts'
import { strikeReading } from './fault-answer.ts'
import { TppError } from './tpp-errors.ts'
import { header, ipHeader } from './tpp-headers.ts'

/** A call that may read: its consent, the PSU's file as the consent opens it, and its place in time. */
export type Reading = {
  readonly consent: Consent
  readonly scenario: Scenario
  readonly timeline: Timeline
  readonly accounts: readonly ScenarioAccount[]
}

/**
 * Checks consent, token, format and the PSU's file of a reading call; 4xx by the standard's names otherwise. `list`: a
 * synchronisation begins with this call, which files may count.
 */
export async function openReading(bank: Bank, face: Face, request: FastifyRequest, list = false): Promise<Reading> {
  const stored = readableConsent(bank, face, request)
  const accept = header(request, 'Accept')
  if (accept && !/application\/(\*|json)|\*\/\*/i.test(accept)) {
    throw new TppError('REQUESTED_FORMATS_INVALID', 'This bank reports in application/json.', { path: 'Accept' })
  }
  if (!stored.psu) throw new TppError('CONSENT_INVALID', 'Nobody has authorised this consent.')
  const found = await bank.source.find(stored.psu, { fresh: false })
  if (!found.ok) throw new TppError('SERVICE_UNAVAILABLE', describeSource(found).message)
  const attended = ipHeader(request, 'PSU-IP-Address') !== undefined
  const consent = await turn(bank, stored, found.scenario, list && !attended)
  checkStatus(consent)
  const scenario = scenarioOfAct(found.scenario, consent.act ?? (consent.struck ? 2 : undefined))
  const timeline = timelineOf(scenario, consent.anchor, todayOf(bank))
  return { consent, scenario, timeline, accounts: openedAccounts(consent, scenario) }
}

/** Counts an unattended read (one without PSU-IP-Address) and lets an ERROR record of the file strike. */
export async function countReading(
  bank: Bank,
  request: FastifyRequest,
  reading: Reading,
  where: FaultPlace,
  resource: string,
): Promise<void> {
  const { consent, scenario } = reading
  const attended = ipHeader(request, 'PSU-IP-Address') !== undefined
  if (!attended && !bank.quota.take(consent, resource, consent.frequencyPerDay)) {
    throw new TppError('ACCESS_EXCEEDED', `This was read ${consent.frequencyPerDay} times today without the PSU.`)
  }
  await strikeReading(bank, where, scenario, consent)
}

/** The account of the path, if this consent opens that much of it. */
export function openedAccount(
  reading: Reading,
  id: string,
  card: boolean,
  what?: 'balances' | 'transactions',
): ScenarioAccount {
  const account = reading.accounts.find((one) => resourceIdOf(reading.consent, one) === id)
  if (!account || (account.kind === 'CreditCard') !== card) {
    throw new TppError('RESOURCE_UNKNOWN', 'No such account in this consent.')
  }
  const listOnly = reading.consent.access.model === 'list'
  if (what && (listOnly || !mayRead(reading.consent, account, what))) {
    throw new TppError('CONSENT_INVALID', `This consent does not open ${what} of this account.`)
  }
  return account
}

function readableConsent(bank: Bank, face: Face, request: FastifyRequest): Consent {
  const id = header(request, 'Consent-ID')
  if (id === undefined) throw new TppError('FORMAT_ERROR', 'Consent-ID is required.', { path: 'Consent-ID' })
  const consent = bank.book.find(id)
  if (consent?.face !== face.path) {
    // In a header the standard gives this code status 400; 403 is for a consent in the path.
    throw new TppError('CONSENT_UNKNOWN', 'No such consent of this TPP.', { status: 400, path: 'Consent-ID' })
  }
  if (face.sca === 'oauth') checkToken(bank, consent, header(request, 'Authorization'))
  checkStatus(consent)
  return consent
}

function checkStatus({ status }: Consent): void {
  if (status === 'expired') throw new TppError('CONSENT_EXPIRED', 'The consent has expired.')
  if (status !== 'valid') throw new TppError('CONSENT_INVALID', `The consent is ${status}.`)
}

function checkToken(bank: Bank, consent: Consent, authorization: string | undefined): void {
  const [, token] = /^Bearer ([A-Za-z0-9_-]{20,200})$/i.exec(authorization ?? '') ?? []
  if (!token) throw new TppError('TOKEN_UNKNOWN', 'A bearer token is required.', { path: 'Authorization' })
  const [owner, grant] = bank.book.findGrant(hashOf(token)) ?? []
  if (grant?.kind !== 'access' || !owner) throw new TppError('TOKEN_UNKNOWN', 'No such token.')
  if (owner.id !== consent.id) throw new TppError('TOKEN_INVALID', 'The token belongs to another consent.')
  if (grant.expiresAt <= bank.clock.now().getTime()) throw new TppError('TOKEN_EXPIRED', 'The token has expired.')
}
