import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { withAuthorisation } from '../bank/authorise.ts'
import type { Bank } from '../bank/bank.ts'
import type { Authorisation, Consent } from '../bank/consent.ts'
import { newPageAuthorisation } from '../bank/page-authorisation.ts'
import { chooseLanguage } from '../pages/messages/choose-language.ts'
import type { Messages } from '../pages/messages/messages.ts'
import { type ConsentPath, knownConsent, psuOf } from './consent-routes.ts'
import {
  answerOtp,
  authenticate,
  type EmbeddedStep,
  newAuthorisation,
  openConsent,
  selectMethod,
  watch,
} from './embedded.ts'
import type { Face } from './face.ts'
import { linksOf } from './links.ts'
import { presentSca } from './present-sca.ts'
import { TppError } from './tpp-errors.ts'
import { header } from './tpp-headers.ts'

type AuthorisationPath = { Params: { consentId: string; authorisationId: string } }

/** Bodies of POST and PUT on authorisations; at most one of the three kinds. */
const scaBody = z.looseObject({
  psuData: z.looseObject({ password: z.string().max(200).optional() }).optional(),
  authenticationMethodId: z.string().max(35).optional(),
  scaAuthenticationData: z.string().max(200).optional(),
})

/** One authorisation cannot be started without end on one consent. */
const MAX_AUTHORISATIONS = 20

export function authorisationRoutes(app: FastifyInstance, bank: Bank, face: Face): void {
  const links = linksOf(bank, face)
  const presentStep = (reply: FastifyReply, consent: Consent, step: EmbeddedStep, messages: Messages) => {
    if (step.authorisation.status === 'started') reply.header('ASPSP-SCA-Approach', 'DECOUPLED')
    return presentSca(links, consent, step.authorisation, step.scenario, messages)
  }

  app.post<ConsentPath>('/v1/consents/:consentId/authorisations', async (request, reply) => {
    const consent = openConsent(bank, knownConsent(bank, face, request.params.consentId).id)
    const body = parseScaBody(request.body)
    const psu = psuOf(request)
    if (consent.authorisations.length >= MAX_AUTHORISATIONS) {
      throw new TppError('SERVICE_BLOCKED', 'Too many authorisations were started for this consent.')
    }
    reply.code(201).header('ASPSP-SCA-Approach', consent.approach)
    if (consent.approach === 'REDIRECT') {
      if (face.sca === 'oauth') throw new TppError('SERVICE_INVALID', 'Follow the scaOAuth link instead.')
      const { link, authorisation } = newPageAuthorisation(bank)
      await bank.book.save(withAuthorisation(consent, authorisation))
      const scaStatus = links.authorisationHref(consent, authorisation)
      const hrefs = links.hrefs({ scaRedirect: links.signInHref(link), scaStatus })
      return { scaStatus: authorisation.status, authorisationId: authorisation.id, _links: hrefs }
    }
    const fresh = newAuthorisation(bank, psu)
    const password = body.psuData?.password
    if (password === undefined) {
      await bank.book.save(withAuthorisation(consent, fresh))
      return presentSca(links, consent, fresh, undefined, messagesOf(request))
    }
    const step = await authenticate(bank, consent, fresh, demandPsu(psu), password)
    return presentStep(reply, consent, step, messagesOf(request))
  })

  app.put<AuthorisationPath>('/v1/consents/:consentId/authorisations/:authorisationId', async (request, reply) => {
    const consent = knownConsent(bank, face, request.params.consentId)
    const authorisation = knownAuthorisation(consent, request.params.authorisationId)
    const body = parseScaBody(request.body)
    if (authorisation.status === 'failed') throw new TppError('SCA_INVALID', 'This authorisation has failed.')
    openConsent(bank, consent.id)
    if (authorisation.page) throw new TppError('SERVICE_INVALID', 'The PSU is on the bank\u2019s own pages.')
    reply.header('ASPSP-SCA-Approach', consent.approach)
    if (body.scaAuthenticationData !== undefined) {
      const step = await answerOtp(bank, consent, authorisation, body.scaAuthenticationData)
      if (step === 'wrong') {
        const here = links.authorisationHref(consent, authorisation)
        const more = {
          path: 'scaAuthenticationData',
          links: links.hrefs({ authoriseTransaction: here, scaStatus: here }),
        }
        throw new TppError('SCA_INVALID', 'The code is wrong. It can be entered again.', more)
      }
      return presentStep(reply, consent, step, messagesOf(request))
    }
    if (body.authenticationMethodId !== undefined) {
      const step = await selectMethod(bank, consent, authorisation, body.authenticationMethodId)
      return presentStep(reply, consent, step, messagesOf(request))
    }
    const psu = demandPsu(psuOf(request) ?? authorisation.psu)
    if (authorisation.status !== 'received' && authorisation.status !== 'psuIdentified') {
      throw new TppError('STATUS_INVALID', 'The PSU has already signed in.')
    }
    const password = body.psuData?.password
    if (password === undefined) {
      const identified: Authorisation = { ...authorisation, psu, status: 'psuIdentified' }
      await bank.book.save(withAuthorisation(consent, identified))
      return presentSca(links, consent, identified, undefined, messagesOf(request))
    }
    const step = await authenticate(bank, consent, authorisation, psu, password)
    return presentStep(reply, consent, step, messagesOf(request))
  })

  app.get<ConsentPath>('/v1/consents/:consentId/authorisations', async (request) => {
    const consent = knownConsent(bank, face, request.params.consentId)
    return { authorisationIds: consent.authorisations.map(({ id }) => id) }
  })

  app.get<AuthorisationPath>('/v1/consents/:consentId/authorisations/:authorisationId', async (request, reply) => {
    const consent = knownConsent(bank, face, request.params.consentId)
    const authorisation = knownAuthorisation(consent, request.params.authorisationId)
    if (consent.approach === 'REDIRECT' || !authorisation.psu) return { scaStatus: authorisation.status }
    const step = await watch(bank, consent, authorisation)
    return presentStep(reply, consent, step, messagesOf(request))
  })
}

/** The PSU's language, as far as the TPP hands it on. */
const messagesOf = (request: FastifyRequest): Messages => chooseLanguage(header(request, 'PSU-Accept-Language'))

function parseScaBody(body: unknown): z.infer<typeof scaBody> {
  const parsed = scaBody.safeParse(body ?? {})
  const given = parsed.success
    ? [parsed.data.psuData, parsed.data.authenticationMethodId, parsed.data.scaAuthenticationData].filter(Boolean)
    : []
  if (parsed.success && given.length <= 1) return parsed.data
  throw new TppError('FORMAT_ERROR', 'The body is one of psuData, authenticationMethodId, scaAuthenticationData.')
}

function knownAuthorisation(consent: Consent, id: string): Authorisation {
  const found = consent.authorisations.find((authorisation) => authorisation.id === id)
  if (!found) throw new TppError('RESOURCE_UNKNOWN', 'No such authorisation.')
  return found
}

function demandPsu<T>(psu: T | undefined): T {
  if (psu === undefined) throw new TppError('FORMAT_ERROR', 'PSU-ID (the login) is required.', { path: 'PSU-ID' })
  return psu
}
