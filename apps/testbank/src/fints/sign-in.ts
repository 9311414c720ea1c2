import { randomBytes } from 'node:crypto'
import { openedAccounts } from '../bank/access.ts'
import { withAuthorisation } from '../bank/authorise.ts'
import { type Bank, todayOf } from '../bank/bank.ts'
import type { Authorisation, Consent, Psu } from '../bank/consent.ts'
import { actOf, scenarioOfAct } from '../bank/second-act.ts'
import { sameText } from '../bank/secrets.ts'
import { hasExpired } from '../bank/sign-in.ts'
import {
  answerOtp,
  authenticate,
  type EmbeddedStep,
  newAuthorisation,
  selectMethod,
  watch,
} from '../berlin-group/embedded.ts'
import { TppError } from '../berlin-group/tpp-errors.ts'
import { addDays } from '../scenario/day.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { challengeSegment, referenceOf } from './challenge.ts'
import type { Dialog, Dialogs } from './dialogs.ts'
import type { Code, Request } from './message.ts'
import { allowedFor, METHODS, MOST_POLLS, methodById } from './methods.ts'
import { BANK_PARAMETERS, BPD_VERSION, userParameters } from './parameters.ts'
import { at, type Received, type Told } from './syntax.ts'

export const FACE = '/fints'

export interface Answer {
  readonly dialogId: string
  readonly codes: readonly Code[]
  readonly told?: readonly Told[]
}

/** Products that this bank knows: any but one, by which programs can try what a missing registration looks like. */
const UNKNOWN_PRODUCT = 'UNKNOWN'

const order = (request: Request, id: string): Received | undefined => request.orders.find((one) => one.id === id)
const ends = (codes: readonly Code[]): Answer => ({ dialogId: '0', codes: [...codes, { code: 9800 }] })

/** The first message of a dialog. */
export async function openDialog(bank: Bank, dialogs: Dialogs, request: Request): Promise<Answer> {
  const identification = order(request, 'HKIDN')
  const preparation = order(request, 'HKVVB')
  if (!identification || !preparation || request.number !== 1) return ends([{ code: 9110 }])
  const product = at(preparation, 3)
  if (!/^[A-Za-z0-9]{1,25}$/.test(product) || product === UNKNOWN_PRODUCT) {
    return ends([
      { code: 9078, about: preparation.number },
      { code: 3079, about: preparation.number },
    ])
  }
  const fresh = at(preparation, 0) !== BPD_VERSION
  const parameters = fresh ? BANK_PARAMETERS.map((one) => ({ ...one, refersTo: preparation.number })) : []
  const news: Code[] = [
    { code: 20, about: preparation.number },
    ...(fresh ? [{ code: 3050, about: preparation.number }] : []),
  ]
  if (!request.signature) {
    if (at(identification, 1) !== '9999999999') return ends([{ code: 9010, about: identification.number }])
    const dialog = dialogs.open({ login: '', signedAs: '', stage: 'anonymous', consentId: '', attended: false })
    return { dialogId: dialog.id, codes: news, told: parameters }
  }
  const found = await personOf(bank, request, identification)
  if ('codes' in found) return found
  const { psu, scenario } = found
  const { securityFunction, systemId } = request.signature
  const allowed = allowedFor(scenario.challenges[0]?.methods ?? [])
  const known: Code[] = [
    ...news,
    { code: 3920, about: preparation.number, parameters: [...allowed, '999'] },
    { code: 901, about: preparation.number },
  ]
  const sync = order(request, 'HKSYN')
  if (sync) {
    if (systemId !== '0' || at(identification, 2) !== '0') return ends([{ code: 9210, about: sync.number }])
    const consent = newDevice(bank, psu)
    await bank.book.save(consent)
    const dialog = dialogs.open({
      login: psu.login,
      signedAs: securityFunction,
      stage: 'device',
      consentId: consent.id,
      attended: true,
    })
    const told: Told = { id: 'HISYN', version: 4, refersTo: sync.number, elements: [consent.id] }
    return { dialogId: dialog.id, codes: [...known, { code: 20, about: sync.number }], told: [...parameters, told] }
  }
  const consent = bank.book.find(systemId)
  const ours = consent?.face === FACE && consent.psu?.login === psu.login && at(identification, 2) === systemId
  if (!consent || !ours || !['received', 'valid'].includes(consent.status)) {
    return ends([{ code: 9391, about: identification.number }])
  }
  if (!allowed.includes(securityFunction)) return ends([...known, { code: 9957, about: preparation.number }])
  const tan = order(request, 'HKTAN')
  const method = methodById(securityFunction)
  if (!tan || !method?.versions.some((one) => one === tan.version))
    return ends([{ code: 9075, about: preparation.number }])
  const open = (stage: Dialog['stage'], attended: boolean, authorisationId?: string) =>
    dialogs.open({
      login: psu.login,
      signedAs: securityFunction,
      stage,
      consentId: consent.id,
      attended,
      authorisationId,
    })
  const needless: Code = { code: 3076, about: tan.number }
  const media = order(request, 'HKTAB')
  if (media) {
    const dialog = open('device', true)
    return {
      dialogId: dialog.id,
      codes: [...known, needless, { code: 20, about: media.number }],
      told: [...parameters, mediaList(scenario, media)],
    }
  }
  const medium = at(tan, 10)
  if ((method.medium === true) !== (medium !== '')) return ends([{ code: 9955, about: tan.number }])
  if (consent.status === 'valid') {
    const dialog = open('open', false)
    return {
      dialogId: dialog.id,
      codes: [...known, needless],
      told: [...parameters, ...listed(consent, scenario, psu)],
    }
  }
  const step = await prove(bank, consent, psu, request, medium)
  if (step.authorisation.status === 'failed') return ends([{ code: 9210, about: identification.number }])
  const dialog = open('asking', true, step.authorisation.id)
  const asked = ask(bank, dialog, step, psu, tan)
  return { ...asked, codes: [...known, ...asked.codes], told: [...parameters, ...(asked.told ?? [])] }
}

/** HKTAN with a TAN (process 2), or asking whether the app has been used (S). */
export async function answerChallenge(
  bank: Bank,
  dialogs: Dialogs,
  dialog: Dialog,
  request: Request,
  tan: Received,
): Promise<Answer> {
  const consent = bank.book.find(dialog.consentId)
  const authorisation = consent?.authorisations.find(({ id }) => id === dialog.authorisationId)
  const psu = authorisation?.psu
  if (!consent || !authorisation || !psu || at(tan, 4) !== referenceOf(authorisation))
    return over(dialogs, dialog, 9210, tan)
  // In the second step nothing else may stand but what was asked for, which some programs repeat.
  if ([2, 3].some((place) => at(tan, place) !== '')) return over(dialogs, dialog, 9110, tan)
  if (at(tan, 0) === 'S') {
    dialog.polls += 1
    if (dialog.polls > MOST_POLLS) return over(dialogs, dialog, 9941, tan)
    const step = await watch(bank, consent, authorisation)
    if (step.authorisation.status === 'failed') return over(dialogs, dialog, 9210, tan)
    if (step.authorisation.status === 'started' && referenceOf(step.authorisation) === referenceOf(authorisation)) {
      const told: Told = {
        id: 'HITAN',
        version: 7,
        refersTo: tan.number,
        elements: ['S', '', at(tan, 4), 'nochallenge'],
      }
      return { dialogId: dialog.id, codes: [{ code: 3956, about: tan.number }], told: [told] }
    }
    return ask(bank, dialog, step, psu, tan)
  }
  if (at(tan, 0) !== '2' || authorisation.status === 'started') return over(dialogs, dialog, 9210, tan)
  const step = await answerOtp(bank, consent, authorisation, request.signature?.tan ?? '')
  return step === 'wrong' ? over(dialogs, dialog, 9941, tan) : ask(bank, dialog, step, psu, tan)
}

/** What comes of a step: the accounts, or a proof is asked. */
function ask(bank: Bank, dialog: Dialog, step: EmbeddedStep, psu: Psu, tan: Received): Answer {
  const { authorisation, scenario } = step
  const { status } = authorisation
  const consent = bank.book.find(dialog.consentId)
  if (status === 'finalised' || status === 'exempted') {
    dialog.stage = 'open'
    const code: Code = { code: status === 'exempted' ? 3076 : 20, about: tan.number }
    return { dialogId: dialog.id, codes: [code], told: consent ? listed(consent, scenario, psu) : [] }
  }
  dialog.stage = 'asking'
  const told = challengeSegment(bank, authorisation, scenario, tan.version, tan.number)
  const codes: Code[] = [
    { code: 30, about: tan.number },
    ...(status === 'started' ? [{ code: 3955, about: tan.number }] : []),
  ]
  return { dialogId: dialog.id, codes, told: [told] }
}

function over(dialogs: Dialogs, dialog: Dialog, code: number, about: Received): Answer {
  dialogs.end(dialog)
  return ends([{ code, about: about.number }])
}

/** Login and PIN; an unknown login and a wrong PIN look the same. */
async function personOf(
  bank: Bank,
  request: Request,
  identification: Received,
): Promise<{ psu: Psu; scenario: Scenario } | Answer> {
  const { login = '', pin = '' } = request.signature ?? {}
  const psu: Psu = { login, configurationUrl: undefined }
  const found = await bank.source.find(psu, { fresh: true })
  const act = found.ok && found.scenario.later ? actOf(bank, psu) : undefined
  const scenario = found.ok ? scenarioOfAct(found.scenario, act) : undefined
  if (scenario && hasExpired(scenario, pin)) return ends([{ code: 3916, about: identification.number }])
  if (!scenario || !sameText(scenario.password, pin)) return ends([{ code: 9942, about: identification.number }])
  return { psu, scenario }
}

async function prove(bank: Bank, consent: Consent, psu: Psu, request: Request, medium: string): Promise<EmbeddedStep> {
  const begun: Authorisation = newAuthorisation(bank, psu)
  await bank.book.save(withAuthorisation(consent, begun))
  const step = await authenticate(bank, consent, begun, psu, request.signature?.pin ?? '')
  if (step.authorisation.status !== 'psuAuthenticated') return step
  const type = METHODS.find(({ id }) => id === request.signature?.securityFunction)?.type
  const ways = step.scenario.challenges[step.authorisation.challenge ?? 0]?.methods ?? []
  const same = ways.filter((way) => way.type === type)
  const way = same.find(({ name }) => name === medium) ?? same[0]
  if (!way) throw new TppError('SCA_METHOD_UNKNOWN', 'No such method.')
  const current = bank.book.find(consent.id) ?? consent
  return await selectMethod(bank, current, step.authorisation, way.id)
}

/** HITAB 4: telephones of the PSU, under the names of his file. */
function mediaList(scenario: Scenario, request: Received): Told {
  const ways = scenario.challenges.flatMap(({ methods }) => methods).filter(({ type }) => type === 'SMS_OTP')
  const rest = Array.from({ length: 10 }, () => '')
  const elements = ways.map(({ name }) => ['M', '1', ...rest, name])
  return { id: 'HITAB', version: 4, refersTo: request.number, elements: ['0', ...elements] }
}

const listed = (consent: Consent, scenario: Scenario, { login }: Psu): Told[] =>
  userParameters(scenario, openedAccounts(consent, scenario), login)

/** A device that is to be trusted once somebody has proved himself on it: kept like a consent. Its id has 30 letters at most. */
function newDevice(bank: Bank, psu: Psu): Consent {
  const today = todayOf(bank)
  const id = randomBytes(14).toString('hex')
  return {
    id,
    face: FACE,
    approach: 'EMBEDDED',
    access: { model: 'global' },
    requestedAccess: {},
    restrictedTo: [],
    recurring: true,
    validUntil: addDays(today, 180),
    frequencyPerDay: 1_000,
    status: 'received',
    createdAt: bank.clock.now().getTime(),
    lastActionDay: today,
    psu,
    salt: id,
    passwordFailures: 0,
    authorisations: [],
    grants: [],
  }
}
