import type { Authorisation, Consent } from '../bank/consent.ts'
import type { ScaMethod, Scenario } from '../scenario/scenario.ts'
import { challengePicture } from './challenge-picture.ts'
import type { Links } from './links.ts'

/** Answer to a step of an authorisation: its status, what the PSU is to do, and the link for it. */
export function presentSca(
  links: Links,
  consent: Consent,
  authorisation: Authorisation,
  scenario: Scenario | undefined,
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
        psuMessage: 'Choose how you want to confirm.',
      }
    case 'scaMethodSelected':
    case 'started':
      return {
        ...answer,
        chosenScaMethod: presentMethod(methodOf(authorisation, scenario)),
        ...(scenario?.challenge ? { challengeData: challengeOf(authorisation, scenario) } : {}),
        ...to('authoriseTransaction'),
        psuMessage: 'Enter the code to confirm.',
      }
    case 'failed':
      return { ...answer, _links: links.hrefs({ scaStatus: here }), psuMessage: 'The bank has refused the sign-in.' }
    case 'finalised':
    case 'exempted':
      return { ...answer, _links: links.hrefs({ scaStatus: here, status: `${links.consentHref(consent)}/status` }) }
  }
}

const FALLBACK_METHOD: ScaMethod = { id: 'otp', type: 'SMS_OTP', name: 'Code by text message' }

const methodOf = (authorisation: Authorisation, scenario: Scenario | undefined): ScaMethod =>
  scenario?.methods.find(({ id }) => id === authorisation.methodId) ?? scenario?.methods[0] ?? FALLBACK_METHOD

const presentMethod = ({ id, type, name }: ScaMethod) => ({
  authenticationType: type,
  authenticationMethodId: id,
  name,
})

function challengeOf(authorisation: Authorisation, scenario: Scenario) {
  const { type, name } = methodOf(authorisation, scenario)
  const code = scenario.challenge?.code ?? ''
  return {
    otpMaxLength: scenario.challenge?.length ?? code.length,
    otpFormat: /^\d+$/.test(code) ? 'integer' : 'characters',
    additionalInformation: `A code was sent: ${name}.`,
    // What the PSU would type into a chip reader, or photograph.
    ...(type === 'CHIP_OTP'
      ? { data: [String(Number.parseInt(authorisation.id.slice(0, 6), 16)).padStart(8, '0')] }
      : {}),
    ...(type === 'PHOTO_OTP' ? { image: challengePicture(authorisation.id) } : {}),
  }
}
