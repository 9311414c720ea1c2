import { challengeAt, controlNumber, expiryOf, maySendAgain, methodAt } from '../bank/challenge-flow.ts'
import type { Authorisation, Consent } from '../bank/consent.ts'
import type { Messages } from '../pages/messages/messages.ts'
import { challengePicture, startCodeOf } from '../pictures/challenge-picture.ts'
import { flickerCode } from '../pictures/flicker.ts'
import type { Challenge, ScaMethod, ScaType, Scenario } from '../scenario/scenario.ts'
import type { Links } from './links.ts'

/** Answer to a step of an authorisation: its status, what the PSU is to do, and the link for it. */
export function presentSca(
  links: Links,
  consent: Consent,
  authorisation: Authorisation,
  scenario: Scenario | undefined,
  messages: Messages,
): Record<string, unknown> {
  const { status } = authorisation
  const challenge = scenario && challengeAt(scenario, authorisation)
  const here = links.authorisationHref(consent, authorisation)
  const answer = { scaStatus: status, authorisationId: authorisation.id }
  const to = (name: string) => ({ _links: links.hrefs({ [name]: here, scaStatus: here }) })
  switch (status) {
    case 'received':
      return { ...answer, ...to('updatePsuIdentification') }
    case 'psuIdentified':
      return { ...answer, ...to('updatePsuAuthentication') }
    case 'psuAuthenticated':
      return {
        ...answer,
        scaMethods: challenge?.methods.map(presentMethod) ?? [],
        ...to('selectAuthenticationMethod'),
        psuMessage: messages.psu.choose,
      }
    case 'scaMethodSelected':
    case 'started':
      return { ...answer, ...(challenge ? presentChallenge(links, here, authorisation, challenge, messages) : {}) }
    case 'failed':
      return { ...answer, _links: links.hrefs({ scaStatus: here }), psuMessage: messages.psu.refused }
    case 'finalised':
    case 'exempted':
      return { ...answer, _links: links.hrefs({ scaStatus: here, status: `${links.consentHref(consent)}/status` }) }
  }
}

function presentChallenge(
  links: Links,
  here: string,
  authorisation: Authorisation,
  challenge: Challenge,
  messages: Messages,
): Record<string, unknown> {
  const method = methodAt(challenge, authorisation)
  const expiry = expiryOf(challenge, authorisation)
  // Not in the standard: until when the answer is taken. Some banks of the standard tell it in members of their own.
  const expiresAt = expiry === undefined ? {} : { expiresAt: new Date(expiry).toISOString() }
  const again: Record<string, string> = maySendAgain(challenge, authorisation)
    ? { selectAuthenticationMethod: here }
    : {}
  const chosen = method ? { chosenScaMethod: presentMethod(method) } : {}
  if (method?.type === 'PUSH_OTP') {
    const text = messages.psu.approve(controlNumber(authorisation), links.appHref(authorisation.id))
    return { ...chosen, ...expiresAt, _links: links.hrefs({ ...again, scaStatus: here }), psuMessage: text }
  }
  const data = method && { ...challengeData(authorisation, challenge, method, messages), ...expiresAt }
  return {
    ...chosen,
    ...(data && Object.keys(data).length > 0 ? { challengeData: data } : {}),
    _links: links.hrefs({ authoriseTransaction: here, ...again, scaStatus: here }),
    // One sentence is enough: where the challenge has words of its own, there is nothing to add.
    ...(data && 'additionalInformation' in data ? {} : { psuMessage: messages.psu.enterCode }),
  }
}

const WIRE_TYPES: Partial<Record<ScaType, string>> = {
  CHIP_FLICKER: 'CHIP_OTP',
  CHIP_OFFLINE: 'CHIP_OTP',
  QR_OTP: 'PHOTO_OTP',
  // An open list: these two are of this bank.
  IMAGE: 'CAPTCHA',
}

const presentMethod = ({ id, type, name }: ScaMethod) => ({
  authenticationType: WIRE_TYPES[type] ?? type,
  authenticationMethodId: id,
  name,
})

/** `challengeData` of the standard (1.3 §14.26): what is shown, and the shape of the answer. */
function challengeData(
  { id }: Authorisation,
  { code, length, message }: Challenge,
  method: ScaMethod,
  messages: Messages,
): Record<string, unknown> {
  const said = message ?? messages.psu.ways[method.type](method.name)
  const words = said === '' ? {} : { additionalInformation: said }
  const shape = { otpMaxLength: length, otpFormat: /^\d+$/.test(code) ? 'integer' : 'characters', ...words }
  const image = challengePicture(method.type, id, code)
  switch (method.type) {
    case 'CHIP_OTP':
      // What the PSU types into the reader.
      return { ...shape, data: [startCodeOf(id)] }
    case 'CHIP_FLICKER':
      return { ...shape, data: [flickerCode(startCodeOf(id), ['3099904120', '20000001'])] }
    case 'PHOTO_OTP':
    case 'QR_OTP':
    case 'IMAGE':
      return { ...shape, image }
    case 'CHIP_OFFLINE':
      // The device needs nothing from the bank, and the bank gives nothing.
      return message === undefined ? {} : words
    case 'QUESTION':
      return words
    case 'SMS_OTP':
    case 'SMTP_OTP':
    case 'PUSH_OTP':
      return shape
  }
}
