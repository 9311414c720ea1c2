import { randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { openedAccounts } from '../bank/access.ts'
import { withAuthorisation } from '../bank/authorise.ts'
import { type Bank, todayOf } from '../bank/bank.ts'
import type { Consent, Psu } from '../bank/consent.ts'
import { newPageAuthorisation } from '../bank/page-authorisation.ts'
import { pause } from '../bank/pause.ts'
import { FETCH_PROBLEMS } from '../fetch/problems.ts'
import { addDays, earlier } from '../scenario/day.ts'
import { accessRequestOf, parseConsentRequest } from './consent-request.ts'
import { approachOf, type Face } from './face.ts'
import { linksOf } from './links.ts'
import { accountReference } from './present-account.ts'
import { TppError } from './tpp-errors.ts'
import { booleanHeader, ipHeader, returnAddress, textHeader } from './tpp-headers.ts'

// Bounds only; the limits of the PSU's own file apply once it is known who signs in.
const MAX_FREQUENCY = 1_000
const MAX_CONSENT_DAYS = 3_650

export type ConsentPath = { Params: { consentId: string } }

export function consentRoutes(app: FastifyInstance, bank: Bank, face: Face): void {
  const links = linksOf(bank, face)

  app.post('/v1/consents', async (request, reply) => {
    const consent = newConsent(bank, face, request)
    const psu = psuOf(request)
    // The file is known so early only when the TPP names the PSU: then LATENCY can apply here.
    const found = psu && consent.approach === 'EMBEDDED' ? await bank.source.find(psu, { fresh: false }) : undefined
    if (found?.ok) await pause(found.scenario.latencyMs)
    const explicit = consent.approach === 'EMBEDDED' || booleanHeader(request, 'TPP-Explicit-Authorisation-Preferred')
    const self = links.consentHref(consent)
    const next = { self, status: `${self}/status` }
    reply.code(201).header('ASPSP-SCA-Approach', consent.approach).header('Location', self)
    const answer = { consentStatus: consent.status, consentId: consent.id }
    if (face.sca === 'oauth') {
      await bank.book.save(consent)
      return { ...answer, _links: links.hrefs({ scaOAuth: links.metadataHref(), ...next }) }
    }
    if (explicit) {
      await bank.book.save(consent)
      const start = consent.approach === 'EMBEDDED' ? 'startAuthorisationWithPsuAuthentication' : 'startAuthorisation'
      return { ...answer, _links: links.hrefs({ [start]: `${self}/authorisations`, ...next }) }
    }
    const { link, authorisation } = newPageAuthorisation(bank)
    await bank.book.save(withAuthorisation(consent, authorisation))
    const scaStatus = links.authorisationHref(consent, authorisation)
    return { ...answer, _links: links.hrefs({ scaRedirect: links.signInHref(link), ...next, scaStatus }) }
  })

  app.get<ConsentPath>('/v1/consents/:consentId', async (request) => {
    const consent = knownConsent(bank, face, request.params.consentId)
    const { recurring, validUntil, frequencyPerDay, lastActionDay, status } = consent
    return {
      access: await grantedAccess(bank, consent),
      recurringIndicator: recurring,
      validUntil,
      frequencyPerDay,
      lastActionDate: lastActionDay,
      consentStatus: status,
    }
  })

  app.get<ConsentPath>('/v1/consents/:consentId/status', async (request) => {
    return { consentStatus: knownConsent(bank, face, request.params.consentId).status }
  })

  app.delete<ConsentPath>('/v1/consents/:consentId', async (request, reply) => {
    const consent = knownConsent(bank, face, request.params.consentId)
    const live = consent.status === 'valid' || consent.status === 'received'
    if (live) {
      await bank.book.save({ ...consent, status: 'terminatedByTpp', grants: [], lastActionDay: todayOf(bank) })
    }
    return reply.code(204).send()
  })
}

export function knownConsent(bank: Bank, face: Face, id: string): Consent {
  const consent = bank.book.find(id)
  if (consent?.face !== face.path) throw new TppError('CONSENT_UNKNOWN', 'No such consent of this TPP.')
  return consent
}

/** Who the TPP says the PSU is: login in PSU-ID, address of the configuration file in PSU-Corporate-ID. */
export function psuOf(request: FastifyRequest): Psu | undefined {
  const login = textHeader(request, 'PSU-ID')
  const configurationUrl = textHeader(request, 'PSU-Corporate-ID')
  if ((login?.length ?? 0) > 200) throw new TppError('FORMAT_ERROR', 'PSU-ID is too long.', { path: 'PSU-ID' })
  if ((configurationUrl?.length ?? 0) > 2_000) {
    throw new TppError('FORMAT_ERROR', FETCH_PROBLEMS.too_long, { path: 'PSU-Corporate-ID' })
  }
  return login === undefined ? undefined : { login, configurationUrl }
}

function newConsent(bank: Bank, face: Face, request: FastifyRequest): Consent {
  if (!ipHeader(request, 'PSU-IP-Address')) {
    throw new TppError('FORMAT_ERROR', 'PSU-IP-Address is required.', { path: 'PSU-IP-Address' })
  }
  const body = parseConsentRequest(request.body)
  const access = accessRequestOf(body.access)
  const approach = approachOf(face, booleanHeader(request, 'TPP-Redirect-Preferred'))
  const redirectUri = returnAddress(request, 'TPP-Redirect-URI')
  const nokRedirectUri = returnAddress(request, 'TPP-Nok-Redirect-URI')
  // How the TPP is called by its customers (1.3.11 §6.3.1); without it the page names the host of the way back.
  const site = textHeader(request, 'TPP-Brand-Logging-Information')?.slice(0, 70)
  const today = todayOf(bank)
  if (approach === 'REDIRECT' && !redirectUri) {
    throw new TppError('FORMAT_ERROR', 'TPP-Redirect-URI is required.', { path: 'TPP-Redirect-URI' })
  }
  if (approach === 'EMBEDDED' && access.model === 'bankOffered') {
    // The PSU would choose at the bank, but never gets there: the standard rules the combination out.
    throw new TppError('PARAMETER_NOT_SUPPORTED', 'Bank-offered consents need the redirect approach.', {
      path: 'access',
    })
  }
  if (body.validUntil < today)
    throw new TppError('PERIOD_INVALID', 'validUntil is in the past.', { path: 'validUntil' })
  if (!body.recurringIndicator && body.frequencyPerDay !== 1) {
    throw new TppError('FORMAT_ERROR', 'A one-off consent has frequencyPerDay 1.', { path: 'frequencyPerDay' })
  }
  const latest = addDays(today, MAX_CONSENT_DAYS)
  return {
    id: randomUUID(),
    face: face.path,
    approach,
    access,
    requestedAccess: body.access,
    restrictedTo: body.access.restrictedTo ?? [],
    recurring: body.recurringIndicator,
    status: 'received',
    validUntil: earlier(body.validUntil, latest),
    frequencyPerDay: Math.min(body.frequencyPerDay, MAX_FREQUENCY),
    createdAt: bank.clock.now().getTime(),
    lastActionDay: today,
    ...(redirectUri ? { redirectUri } : {}),
    ...(nokRedirectUri ? { nokRedirectUri } : {}),
    ...(site ? { site } : {}),
    salt: randomUUID(),
    passwordFailures: 0,
    authorisations: [],
    grants: [],
  }
}

/** A bank-offered consent tells which accounts the PSU has chosen; the others are given back as they came. */
async function grantedAccess(bank: Bank, consent: Consent): Promise<unknown> {
  if (consent.access.model !== 'bankOffered' || consent.status !== 'valid' || !consent.psu)
    return consent.requestedAccess
  const found = await bank.source.find(consent.psu, { fresh: false })
  if (!found.ok) return consent.requestedAccess
  const accounts = openedAccounts(consent, found.scenario).map(accountReference)
  return { accounts, balances: accounts, transactions: accounts }
}
