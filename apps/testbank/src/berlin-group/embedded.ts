import { randomUUID } from 'node:crypto'
import { offeredAccounts } from '../bank/access.ts'
import { approve, reject, withAuthorisation } from '../bank/authorise.ts'
import type { Bank } from '../bank/bank.ts'
import { challengeAt, decisionOf, inFrontOf, isExpired, isRight, maySendAgain, sent } from '../bank/challenge-flow.ts'
import type { Authorisation, Consent, Psu } from '../bank/consent.ts'
import { pause } from '../bank/pause.ts'
import { scenarioOfAct } from '../bank/second-act.ts'
import { signIn } from '../bank/sign-in.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { describeSource } from './describe-source.ts'
import { strikeSignIn } from './fault-answer.ts'
import { TppError } from './tpp-errors.ts'

/** A step of the embedded approach that succeeded: what is stored now, and the PSU's file. */
export type EmbeddedStep = { readonly authorisation: Authorisation; readonly scenario: Scenario }

export const newAuthorisation = (bank: Bank, psu: Psu | undefined): Authorisation => ({
  id: randomUUID(),
  status: psu ? 'psuIdentified' : 'received',
  otpFailures: 0,
  createdAt: bank.clock.now().getTime(),
  ...(psu ? { psu } : {}),
})

/** Login and password (`updatePsuAuthentication`): then a choice of methods, an OTP, or, without a challenge, the end. */
export async function authenticate(
  bank: Bank,
  consent: Consent,
  authorisation: Authorisation,
  psu: Psu,
  password: string,
): Promise<EmbeddedStep> {
  const signed = await signIn(bank, consent.id, psu, password)
  if (!signed.ok && signed.reason === 'configuration') throw describeSource(signed.found)
  if (!signed.ok && signed.reason === 'expired') {
    const text = 'The password has expired: the PSU must choose another at the bank.'
    throw new TppError('PASSWORD_EXPIRED', text, { path: 'psuData.password' })
  }
  if (!signed.ok) {
    const text = signed.last ? 'Wrong too often; this consent is closed.' : 'Login or password is wrong.'
    throw new TppError('PSU_CREDENTIALS_INVALID', text, { path: 'psuData.password' })
  }
  const { scenario } = signed
  await pause(scenario.latencyMs)
  // All that took time: what was true before may have changed by another call meanwhile.
  const current = openConsent(bank, consent.id)
  if (await strikeSignIn(bank, 'login', scenario, current))
    return await refuse(bank, current, { ...authorisation, psu }, scenario)
  if (current.access.model === 'detailed' && offeredAccounts(current, scenario).length === 0) {
    await reject(bank, current, { ...authorisation, psu })
    throw new TppError('RESOURCE_UNKNOWN', 'The PSU has none of these accounts.', { path: 'access', status: 400 })
  }
  const known: Authorisation = { ...authorisation, psu, ...(signed.act ? { act: signed.act } : {}) }
  return await ask(bank, current, known, scenario, 0)
}

/** Challenge number `index` of the file, or the end when there is none. */
async function ask(bank: Bank, consent: Consent, authorisation: Authorisation, scenario: Scenario, index: number) {
  const challenge = scenario.challenges[index]
  if (challenge) return await keep(bank, consent, inFrontOf(bank, authorisation, challenge, index), scenario)
  return await finish(bank, consent, { ...authorisation, status: index === 0 ? 'exempted' : 'finalised' }, scenario)
}

const CHOOSING: readonly Authorisation['status'][] = ['psuAuthenticated', 'scaMethodSelected', 'started']

/** `selectPsuAuthenticationMethod`; choosing anew while an answer is awaited has another code, or request, sent. */
export async function selectMethod(
  bank: Bank,
  consent: Consent,
  authorisation: Authorisation,
  methodId: string,
): Promise<EmbeddedStep> {
  const scenario = await scenarioOf(bank, authorisation)
  demand(authorisation, CHOOSING)
  await pause(scenario.latencyMs)
  const current = openConsent(bank, consent.id)
  const latest = latestOf(current, authorisation)
  demand(latest, CHOOSING)
  const challenge = challengeAt(scenario, latest)
  const method = challenge?.methods.find(({ id }) => id === methodId)
  if (!challenge || !method)
    throw new TppError('SCA_METHOD_UNKNOWN', 'No such method.', { path: 'authenticationMethodId' })
  if (latest.status !== 'psuAuthenticated' && !maySendAgain(challenge, latest)) {
    throw new TppError('STATUS_INVALID', 'Nothing more can be sent; the last code stays good.')
  }
  return await keep(bank, current, sent(bank, latest, method), scenario)
}

/** `transactionAuthorisation`: the code or answer. After the allowed number of wrong ones it has failed for good. */
export async function answerOtp(
  bank: Bank,
  consent: Consent,
  authorisation: Authorisation,
  otp: string,
): Promise<EmbeddedStep | 'wrong'> {
  const scenario = await scenarioOf(bank, authorisation)
  await pause(scenario.latencyMs)
  const current = openConsent(bank, consent.id)
  const latest = latestOf(current, authorisation)
  demand(latest, ['scaMethodSelected'])
  const challenge = challengeAt(scenario, latest)
  if (!challenge) throw new TppError('STATUS_INVALID', 'Nothing was asked.')
  if (isExpired(bank, challenge, latest)) {
    await reject(bank, current, latest)
    throw new TppError('SCA_INVALID', 'The code has expired.', { path: 'scaAuthenticationData' })
  }
  if (isRight(challenge, latest, otp)) return await ask(bank, current, latest, scenario, (latest.challenge ?? 0) + 1)
  const failed: Authorisation = { ...latest, otpFailures: latest.otpFailures + 1 }
  if (failed.otpFailures < challenge.attempts) {
    await bank.book.save(withAuthorisation(current, failed))
    return 'wrong'
  }
  await reject(bank, current, failed)
  throw new TppError('SCA_INVALID', 'Wrong too often; this authorisation has failed.', {
    path: 'scaAuthenticationData',
  })
}

/** How a sign-in stands that goes on in the bank's app; anything else is given back as it is. */
export async function watch(bank: Bank, consent: Consent, authorisation: Authorisation): Promise<EmbeddedStep> {
  const scenario = await scenarioOf(bank, authorisation)
  const challenge = challengeAt(scenario, authorisation)
  const decision = authorisation.status === 'started' && challenge && decisionOf(bank, challenge, authorisation)
  if (!decision || consent.status !== 'received') return { authorisation, scenario }
  if (decision === 'approved')
    return await ask(bank, consent, authorisation, scenario, (authorisation.challenge ?? 0) + 1)
  return await refuse(bank, consent, authorisation, scenario)
}

async function finish(bank: Bank, consent: Consent, authorisation: Authorisation, scenario: Scenario) {
  if (await strikeSignIn(bank, 'consent', scenario, consent))
    return await refuse(bank, consent, authorisation, scenario)
  await approve(bank, openConsent(bank, consent.id), authorisation, scenario)
  return { authorisation, scenario }
}

async function refuse(
  bank: Bank,
  consent: Consent,
  authorisation: Authorisation,
  scenario: Scenario,
): Promise<EmbeddedStep> {
  await reject(bank, openConsent(bank, consent.id), authorisation)
  return { authorisation: { ...authorisation, status: 'failed' }, scenario }
}

async function keep(bank: Bank, consent: Consent, authorisation: Authorisation, scenario: Scenario) {
  await bank.book.save(withAuthorisation(consent, authorisation))
  return { authorisation, scenario }
}

/** The consent if it can still be authorised; 409 says that its time is over. */
export function openConsent(bank: Bank, id: string): Consent {
  const consent = bank.book.find(id)
  if (consent?.status !== 'received') throw new TppError('STATUS_INVALID', 'This consent can no longer be authorised.')
  return consent
}

/** The authorisation as it is after a pause: an OTP may have been counted meanwhile. */
const latestOf = (consent: Consent, authorisation: Authorisation): Authorisation =>
  consent.authorisations.find(({ id }) => id === authorisation.id) ?? authorisation

function demand(authorisation: Authorisation, statuses: readonly Authorisation['status'][]): void {
  if (statuses.includes(authorisation.status)) return
  if (authorisation.status === 'failed') throw new TppError('SCA_INVALID', 'This authorisation has failed.')
  throw new TppError('STATUS_INVALID', 'This step does not fit the scaStatus of the authorisation.')
}

async function scenarioOf(bank: Bank, { psu, act }: Authorisation): Promise<Scenario> {
  if (!psu) throw new TppError('STATUS_INVALID', 'The PSU has not signed in yet.')
  const found = await bank.source.find(psu, { fresh: false })
  if (!found.ok) throw describeSource(found)
  return scenarioOfAct(found.scenario, act)
}
