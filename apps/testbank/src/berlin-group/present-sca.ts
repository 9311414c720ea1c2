import type { Authorisation, Consent } from '../bank/consent.ts'
import type { Messages } from '../pages/messages/messages.ts'
import type { ScaMethod, Scenario } from '../scenario/scenario.ts'
import { challengePicture } from './challenge-picture.ts'
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
        scaMethods: scenario?.methods.map(presentMethod) ?? [],
        ...to('selectAuthenticationMethod'),
        psuMessage: messages.psu.choose,
      }
    case 'scaMethodSelected':
    case 'started':
      return {
        ...answer,
        chosenScaMethod: presentMethod(methodOf(authorisation, scenario, messages)),
        ...(scenario?.challenge ? { challengeData: challengeOf(authorisation, scenario, messages) } : {}),
        ...to('authoriseTransaction'),
        psuMessage: messages.psu.enterCode,
      }
    case 'failed':
      return { ...answer, _links: links.hrefs({ scaStatus: here }), psuMessage: messages.psu.refused }
    case 'finalised':
    case 'exempted':
      return { ...answer, _links: links.hrefs({ scaStatus: here, status: `${links.consentHref(consent)}/status` }) }
  }
}

/** The chosen method; a file that asks for a code without naming a method sends text messages. */
function methodOf({ methodId }: Authorisation, scenario: Scenario | undefined, messages: Messages): ScaMethod {
  const methods = scenario?.methods ?? []
  const fallback: ScaMethod = { id: 'otp', type: 'SMS_OTP', name: messages.psu.textMessage }
  return methods.find(({ id }) => id === methodId) ?? methods[0] ?? fallback
}

const presentMethod = ({ id, type, name }: ScaMethod) => ({
  authenticationType: type,
  authenticationMethodId: id,
  name,
})

function challengeOf(authorisation: Authorisation, scenario: Scenario, messages: Messages) {
  const { type, name } = methodOf(authorisation, scenario, messages)
  const code = scenario.challenge?.code ?? ''
  return {
    otpMaxLength: scenario.challenge?.length ?? code.length,
    otpFormat: /^\d+$/.test(code) ? 'integer' : 'characters',
    additionalInformation: messages.psu.sent(name),
    // What the PSU would type into a chip reader, or photograph.
    ...(type === 'CHIP_OTP'
      ? { data: [String(Number.parseInt(authorisation.id.slice(0, 6), 16)).padStart(8, '0')] }
      : {}),
    ...(type === 'PHOTO_OTP' ? { image: challengePicture(authorisation.id) } : {}),
  }
}
