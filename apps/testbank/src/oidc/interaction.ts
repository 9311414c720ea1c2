import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { withAuthorisation } from '../bank/authorise.ts'
import { type Bank, todayOf } from '../bank/bank.ts'
import type { Authorisation, Consent } from '../bank/consent.ts'
import { PAGE_MS } from '../bank/page-authorisation.ts'
import { hashOf, randomKey } from '../bank/secrets.ts'
import { pageHeaders, sendNotice } from '../pages/page-answer.ts'
import { visitAddress } from '../pages/visit.ts'
import { addDays } from '../scenario/day.ts'
import { type AuthorizationServer, type OAuthFace, SCA_ACR } from './server.ts'

type Uid = { Params: { uid: string } }
type Parameters = { readonly [name: string]: unknown }

/** Visits under way: which consent an interaction of the authorization server is about. */
const MAX_VISITS = 2_000

/**
 * The way from the authorization server over the bank's own pages and back. `consentOf` finds or makes the consent that a
 * request is about; its id is the subject of every token.
 */
export function interactionRoutes(
  app: FastifyInstance,
  bank: Bank,
  face: OAuthFace,
  server: AuthorizationServer,
  consentOf: (parameters: Parameters) => Consent | undefined,
): void {
  const visits = new Map<string, string>()

  app.get<Uid>(`${face.path}/interaction/:uid`, async (request, reply) => {
    const details = await (await server()).interactionDetails(request.raw, reply.raw).catch(() => undefined)
    if (details?.uid !== request.params.uid) return sendNotice(request, reply, 'link_unknown')
    const { redirect_uri } = details.params
    const found = consentOf(details.params)
    if (!found || typeof redirect_uri !== 'string') return sendNotice(request, reply, 'link_unknown')
    const key = randomKey()
    const now = bank.clock.now().getTime()
    const authorisation: Authorisation = {
      id: randomUUID(),
      status: 'received',
      createdAt: now,
      otpFailures: 0,
      page: { linkHash: '', keyHash: hashOf(key), step: 'login', expiresAt: now + PAGE_MS },
    }
    const back = `${bank.origin()}${face.path}/interaction/${details.uid}/done`
    // Who authorises again what was authorised before leaves it in the air until he has finished.
    const consent: Consent = {
      ...found,
      status: 'received',
      createdAt: now,
      site: face.client(String(details.params['client_id']))?.client_name ?? new URL(redirect_uri).host,
      redirectUri: back,
      nokRedirectUri: back,
    }
    await bank.book.save(withAuthorisation(consent, authorisation))
    visits.set(details.uid, consent.id)
    for (const uid of visits.keys()) if (visits.size > MAX_VISITS) visits.delete(uid)
    return pageHeaders(reply).redirect(visitAddress(key), 303)
  })

  app.get<Uid>(`${face.path}/interaction/:uid/done`, async (request, reply) => {
    const provider = await server()
    const details = await provider.interactionDetails(request.raw, reply.raw).catch(() => undefined)
    const consent = bank.book.find(visits.get(request.params.uid) ?? '')
    if (details?.uid !== request.params.uid || !consent) return sendNotice(request, reply, 'link_unknown')
    visits.delete(details.uid)
    pageHeaders(reply)
    if (consent.status !== 'valid') {
      const refused = { error: 'access_denied', error_description: 'The person gave no access.' }
      const to = await provider.interactionResult(request.raw, reply.raw, refused, { mergeWithLastSubmission: false })
      return reply.redirect(to, 303)
    }
    const { client_id, scope } = details.params
    const grant = new provider.Grant({ accountId: consent.id, clientId: String(client_id) })
    grant.addOIDCScope(String(scope))
    grant.addOIDCClaims(['openbanking_intent_id'])
    const grantId = await grant.save()
    const result = { login: { accountId: consent.id, acr: SCA_ACR, remember: false }, consent: { grantId } }
    const to = await provider.interactionResult(request.raw, reply.raw, result, { mergeWithLastSubmission: false })
    return reply.redirect(to, 303)
  })
}

/** A consent as it is before anybody has signed in. */
export function openConsent(
  bank: Bank,
  face: Pick<OAuthFace, 'path'>,
  access: Consent['access'],
  more: Partial<Consent> = {},
): Consent {
  const today = todayOf(bank)
  return {
    id: randomUUID(),
    face: face.path,
    approach: 'REDIRECT',
    access,
    requestedAccess: {},
    restrictedTo: [],
    recurring: true,
    status: 'received',
    validUntil: addDays(today, 180),
    frequencyPerDay: 4,
    createdAt: bank.clock.now().getTime(),
    lastActionDay: today,
    salt: randomUUID(),
    passwordFailures: 0,
    authorisations: [],
    grants: [],
    ...more,
  }
}
